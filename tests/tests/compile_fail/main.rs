//! What the derives say to wrong models, and that right ones compile under the strictest lints.
//!
//! Each file of `compile-fail/` must fail with the text beside it, each of `compile-pass/` must compile and run. They have
//! no build script; the index that it would write is put together here, from the same grammar.

mod index;

use std::path::Path;
use std::process::Command;

/// Set in the child process, where `OUT_DIR` is that of the index.
const CHILD: &str = "SCHEMA_TEST_COMPILE_FAIL";

#[test]
fn derives() {
    if std::env::var_os(CHILD).is_some() {
        let cases = trybuild::TestCases::new();
        cases.compile_fail("compile-fail/*.rs");
        cases.pass("compile-pass/*.rs");
        return;
    }
    let out_dir = tempfile::tempdir().unwrap();
    let sources = ["compile-fail", "compile-pass"].map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    index::write(&sources, out_dir.path());
    // `OUT_DIR` goes through cargo to rustc; setting it for this process would need unsafe code.
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "derives", "--nocapture"])
        .env("OUT_DIR", out_dir.path())
        .env(CHILD, "1")
        .status()
        .unwrap();
    assert!(status.success(), "see above; `TRYBUILD=overwrite` writes the texts anew, to be read by eye");
}
