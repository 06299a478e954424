//! Whatever happens to an index, its answer is the right one, or there is none.

use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::program::{Folder, jobmatch};
use crate::{generated, make, rank};

struct World {
    folder: Folder,
    answer: String,
    bytes: Vec<u8>,
}

fn world() -> World {
    let folder = Folder::new();
    folder.write("postings.jsonl", generated(60, 17));
    make(&folder, "postings.jsonl", "postings.index");
    let answer = rank(&folder, "postings.index", "5").done().out;
    assert!(answer.contains("jobmatch/rank/1"));
    let bytes = fs::read(folder.path("postings.index")).unwrap();
    World { folder, answer, bytes }
}

impl World {
    /// The right answer, or a refusal that says how to go on.
    fn right_or_refused(&self, what: &str) -> bool {
        let done = rank(&self.folder, "postings.index", "5").done();
        if done.code == 0 {
            assert!(done.out == self.answer, "{what}: a wrong answer");
            return true;
        }
        assert_eq!(done.code, 2, "{what}: {}", done.err);
        assert!(done.out.is_empty(), "{what}");
        done.fails_with("");
        false
    }
}

#[test]
fn flipped_bits_are_noticed_where_they_matter() {
    let world = world();
    let mut place = 0x9E37_79B9_7F4A_7C15_u64;
    let mut refused = 0;
    for _ in 0..100 {
        place ^= place << 13;
        place ^= place >> 7;
        place ^= place << 17;
        let at = usize::try_from(place >> 8).unwrap() % world.bytes.len();
        let mut bytes = world.bytes.clone();
        bytes[at] ^= 1 << (place & 7);
        world.folder.write("postings.index", &bytes);
        refused += usize::from(!world.right_or_refused(&format!("bit {} of byte {at}", place & 7)));
    }
    assert!(refused > 50, "{refused}");
}

#[test]
fn what_is_cut_short_is_refused() {
    let world = world();
    for share in 0..100 {
        let len = world.bytes.len() * share / 100;
        world.folder.write("postings.index", &world.bytes[..len]);
        assert!(!world.right_or_refused(&format!("{len} bytes")));
    }
}

#[test]
fn an_index_of_another_taxonomy_says_how_to_go_on() {
    let world = world();
    world.folder.write("own.yaml", "zz-own-tool:\n  name: ZZ Own Tool\n  kind: tool\n  broader: [python]\n");
    let done = rank(&world.folder, "postings.index", "5").args(["--taxonomy", "own.yaml"]).done();
    done.fails_with("was made for the taxonomy");
    assert!(done.err.contains("jobmatch index POSTINGS -o FILE"), "{}", done.err);
}

/// Kills a call after some time; whether it was still running.
fn killed(folder: &Folder, args: &[&str], after: Duration) -> bool {
    let mut command: Command = jobmatch(folder).args(args).command();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(after);
    let running = child.try_wait().unwrap().is_none();
    let _ = child.kill();
    child.wait().unwrap();
    running
}

#[test]
fn a_killed_call_leaves_the_old_index() {
    let world = world();
    world.folder.write("more.jsonl", generated(1_500, 23));
    for point in 0..10 {
        let after = Duration::from_millis(5 + point * 40);
        killed(&world.folder, &["index", "more.jsonl", "-o", "postings.index"], after);
        if fs::read(world.folder.path("postings.index")).unwrap() != world.bytes {
            // It came to its end before.
            assert_eq!(rank(&world.folder, "postings.index", "5").done().code, 0);
            world.folder.write("postings.index", &world.bytes);
        }
        assert!(world.right_or_refused("killed while making"));
        if !killed(&world.folder, &["index", "update", "postings.index", "more.jsonl"], after) {
            world.folder.write("postings.index", &world.bytes);
        }
        let done = rank(&world.folder, "postings.index", "5").done();
        assert_eq!(done.code, 0, "{}", done.err);
        // The next update goes on from there.
        let next = jobmatch(&world.folder).args(["index", "update", "postings.index", "--remove", "nobody"]).done();
        assert_eq!(next.code, 0, "{}", next.err);
        world.folder.write("postings.index", &world.bytes);
    }
}

/// A file that may not grow beyond some blocks stands for a disk that is full: the call is refused or ended in its middle.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_index() {
    let world = world();
    world.folder.write("more.jsonl", generated(800, 29));
    let program = env!("CARGO_BIN_EXE_jobmatch");
    for blocks in [0, 1, 8, 64, 200] {
        for call in ["index more.jsonl -o postings.index", "index update postings.index more.jsonl"] {
            let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec '{program}' {call}");
            let done = Command::new("sh").args(["-c", &script]).current_dir(world.folder.path(".")).output().unwrap();
            assert!(!done.status.success(), "{call} within {blocks} blocks");
            assert!(String::from_utf8_lossy(&done.stderr).contains("cannot be written"), "{}", String::from_utf8_lossy(&done.stderr));
            assert!(world.right_or_refused(call), "{call} within {blocks} blocks");
        }
    }
    let left = fs::read_dir(world.folder.path("."))
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with(".jobmatch-"));
    assert_eq!(left.count(), 0, "no half-written file stays behind");
}
