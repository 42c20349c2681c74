//! Real projects: their own migrations become revisions, and go on from there.

use std::path::Path;

use crate::engines::{Engines, Server};
use crate::{Result, cargo, run};

/// The engines that the projects speak to.
const ENGINES: [&str; 4] = ["sqlite", "postgres", "mariadb", "mysql"];

/// Runs `tests/tests/suite/real_projects` on the sources in `--folder`: of one `--project`, or of each in a folder of its name.
pub(crate) fn run_all(arguments: &[String]) -> Result<()> {
    let (mut project, mut folder, mut engines) = (None, None, Vec::new());
    let mut arguments = arguments.iter();
    while let Some(flag) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("`{flag}` wants a value"))?;
        match flag.as_str() {
            "--project" => project = Some(value),
            "--folder" => folder = Some(Path::new(value)),
            "--engine" => engines.push(value.as_str()),
            _ => return Err(format!("`real` knows no `{flag}`: there are --project, --folder and --engine")),
        }
    }
    let folder = folder.ok_or("where are the sources? `cargo xtask real --project NAME --folder PATH`")?;
    let folder = folder.canonicalize().map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let engines = if engines.is_empty() { ENGINES.to_vec() } else { engines };
    let servers = engines.iter().map(|name| Server::named(name)).collect::<Result<Vec<_>>>()?;
    let mut servers = Engines::start(&servers.into_iter().flatten().collect::<Vec<_>>())?;
    if engines.contains(&"postgres") {
        servers.start_newest()?;
    }
    let mut failed = Vec::new();
    for engine in engines {
        let mut test = cargo(&["test", "--package", "schema-tests", "--test", "suite", "any_project"]);
        test.args(["--", "--nocapture"]).envs(servers.variables());
        test.env("SCHEMA_TEST_REAL", &folder).env("SCHEMA_TEST_ENGINE", engine);
        test.envs(project.map(|name| ("SCHEMA_TEST_REAL_PROJECT", name)));
        failed.extend(run(&mut test).err().map(|error| format!("{engine}: {error}")));
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}
