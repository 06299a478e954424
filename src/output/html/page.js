// Sorts, filters and expands. The page reads whole without it.
(() => {
  'use strict';
  const fold = (text) => text.normalize('NFKC').toLowerCase();
  const language = document.documentElement.lang;
  const all = (from, what) => Array.from(from.querySelectorAll(what));

  for (const tools of all(document, '[data-tools]')) {
    const list = document.getElementById(tools.dataset.tools);
    if (!list) continue;
    const items = Array.from(list.children);
    const texts = new Map(items.map((item) => [item, fold(item.textContent)]));
    const part = (what) => tools.querySelector(what);
    const find = part('[data-find]');
    const family = part('[data-family]');
    const sort = part('[data-sort]');
    const flag = part('[data-flag]');
    const count = part('[data-count]');

    const filter = () => {
      const words = fold(find ? find.value : '').split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const item of items) {
        const fits = words.every((word) => texts.get(item).includes(word))
          && (!family || !family.value || item.dataset.family === family.value)
          && (!flag || !flag.checked || flag.dataset.flag in item.dataset);
        item.hidden = !fits;
        shown += fits ? 1 : 0;
      }
      count.textContent = count.dataset.count.replace('{shown}', shown).replace('{all}', items.length);
    };

    const order = () => {
      const key = sort.value;
      const place = (item) => Number(item.dataset.order);
      const sorted = items.slice().sort((a, b) => {
        if (key === 'name') return a.dataset.name.localeCompare(b.dataset.name, language) || place(a) - place(b);
        if (key === 'order') return place(a) - place(b);
        return Number(b.dataset[key]) - Number(a.dataset[key]) || place(a) - place(b);
      });
      list.append(...sorted);
    };

    if (find) find.addEventListener('input', filter);
    for (const control of [family, flag]) if (control) control.addEventListener('change', filter);
    if (sort) sort.addEventListener('change', order);
    for (const button of all(tools, '[data-all]')) {
      button.addEventListener('click', () => {
        for (const item of items) {
          const details = item.querySelector('details');
          if (details && !item.hidden) details.open = button.dataset.all === 'open';
        }
      });
    }
    filter();
    tools.hidden = false;
  }

  for (const head of all(document, 'th[data-sortable]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const body = head.closest('table').tBodies[0];
      const column = head.cellIndex;
      const rows = Array.from(body.rows);
      const numbers = rows.some((row) => row.cells[column].dataset.value !== undefined);
      const now = head.getAttribute('aria-sort');
      const up = now ? now === 'descending' : !numbers;
      const value = (row) => (numbers ? Number(row.cells[column].dataset.value) : row.cells[column].textContent.trim());
      rows.sort((a, b) => {
        const way = numbers ? value(a) - value(b) : value(a).localeCompare(value(b), language);
        return (up ? way : -way) || Number(a.dataset.order) - Number(b.dataset.order);
      });
      body.append(...rows);
      for (const other of head.parentElement.cells) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    });
  }

  // On paper nothing stays shut.
  let shut = [];
  window.addEventListener('beforeprint', () => {
    shut = all(document, 'details:not([open])');
    for (const details of shut) details.open = true;
  });
  window.addEventListener('afterprint', () => {
    for (const details of shut) details.open = false;
  });
})();
