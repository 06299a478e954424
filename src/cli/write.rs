//! Output: to standard output, or to a file whole or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::Failure;

/// Writes to standard output.
///
/// # Errors
/// Where the stream cannot take all of it.
pub fn to_stdout(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| Failure::Output("-".to_owned(), error))
}

/// Writes to a file, or to standard output where none is named. A regular file is exchanged only when all is written.
///
/// # Errors
/// Where the file cannot be written; it is then as it was before.
pub fn to(path: Option<&Path>, text: &str) -> Result<(), Failure> {
    by(path, |out| out.write_all(text.as_bytes()))
}

/// As [`to`], where the text comes bit by bit.
///
/// # Errors
/// As [`to`], or where the text does not come.
pub fn by(path: Option<&Path>, text: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let written = |out: &mut dyn Write| {
        let mut out = BufWriter::new(out);
        text(&mut out)?;
        out.flush()
    };
    let Some(path) = path.filter(|path| *path != Path::new("-")) else {
        return written(&mut io::stdout().lock()).map_err(|error| Failure::Output("-".to_owned(), error));
    };
    let failed = |error| Failure::Output(path.display().to_string(), error);
    if fs::metadata(path).is_ok_and(|meta| !meta.is_file()) {
        return fs::OpenOptions::new().write(true).open(path).and_then(|mut file| written(&mut file)).map_err(failed);
    }
    let mut file = beside(path)?;
    written(&mut file).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    moved(file, path)
}

/// An empty file in the folder of another, which [`moved`] puts in its place.
///
/// # Errors
/// Where it cannot be made.
pub fn beside(path: &Path) -> Result<NamedTempFile, Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let made = tempfile::Builder::new().prefix(".jobmatch-").tempfile_in(folder);
    made.map_err(|error| Failure::Output(path.display().to_string(), bare(&error)))
}

/// Puts a whole file in the place of another.
///
/// # Errors
/// Where the file cannot be moved; the other is then as it was.
pub fn moved(file: NamedTempFile, path: &Path) -> Result<(), Failure> {
    let failed = |error| Failure::Output(path.display().to_string(), error);
    // A new file gets the usual permissions, one that was there keeps its own.
    match fs::metadata(path) {
        Ok(meta) => file.as_file().set_permissions(meta.permissions()).map_err(failed)?,
        Err(_) => usual_permissions(file.as_file()).map_err(failed)?,
    }
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// The error without the name of the temporary file, which is of no use to anybody and another each time.
fn bare(error: &io::Error) -> io::Error {
    let text = error.to_string();
    io::Error::new(error.kind(), text.split(" at path ").next().unwrap_or_default())
}

/// Temporary files are closed to everybody else; an answer is a file like any other.
#[cfg(unix)]
fn usual_permissions(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn usual_permissions(_: &fs::File) -> io::Result<()> {
    Ok(())
}

/// Prints a message on standard error; a closed stream is no reason to fail.
pub fn to_stderr(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
