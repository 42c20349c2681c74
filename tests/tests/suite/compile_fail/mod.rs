//! What the derives say to wrong models, and that right ones compile under the strictest lints.
//!
//! Each file of `compile-fail/` must fail with the text beside it, each of `compile-pass/` must compile and run. They have
//! no build script; the index that it would write is put together here, from the same grammar.
//!
//! `TRYBUILD=overwrite` writes the texts anew, to be read by eye.

mod index;

use std::path::Path;
use std::process::Command;

/// Says in the child process which folders to compile: those that need an index, or the one that is to be without.
const CHILD: &str = "SCHEMA_TEST_COMPILE_FAIL";

#[test]
fn derives() {
    match std::env::var(CHILD).as_deref() {
        Ok("indexed") => {
            let cases = trybuild::TestCases::new();
            cases.compile_fail("compile-fail/*.rs");
            cases.pass("compile-pass/*.rs");
        }
        Ok(_) => {
            let cases = trybuild::TestCases::new();
            cases.compile_fail("compile-fail/bare/*.rs");
            cases.pass("compile-pass/bare/*.rs");
        }
        Err(_) => {
            let out_dir = tempfile::tempdir().unwrap();
            let folders = ["compile-fail", "compile-pass"];
            let folders = folders.map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
            index::write(&folders, out_dir.path());
            child("indexed").env("OUT_DIR", out_dir.path()).status().map(|status| assert!(status.success())).unwrap();
            child("bare").env_remove("OUT_DIR").status().map(|status| assert!(status.success())).unwrap();
        }
    }
}

/// This test in a process of its own: `OUT_DIR` goes through cargo to rustc, and to set it here would be unsafe.
fn child(folders: &str) -> Command {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "compile_fail::derives", "--nocapture"]).env(CHILD, folders);
    child
}
