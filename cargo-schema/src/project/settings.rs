//! The configuration of a project: each value, and where it comes from.

use std::path::Path;

use crate::cli::global::Global;
use crate::project::Project;
use crate::project::database::Database;
use crate::project::features::asked;
use crate::project::origin::Origin;

/// A value of the configuration.
pub(crate) struct Setting {
    /// Its key in the metadata.
    pub(crate) name: &'static str,
    /// Its value; `None` where there is none.
    pub(crate) value: Option<String>,
    pub(crate) origin: Origin,
}

/// All values of the configuration. `database` is the one that the command line means.
pub(crate) fn settings(global: &Global, project: &Project, database: Option<&Database>) -> Vec<Setting> {
    let releases: Vec<String> = project.metadata().releases.iter().map(ToString::to_string).collect();
    let of_key = |key| if project.has_key(key) { Origin::Metadata(key) } else { Origin::Default };
    let alone = !project.has_models();
    vec![
        Setting {
            name: "database-url",
            value: database.map(|database| database.shown().to_owned()),
            origin: database.map_or(Origin::Default, Database::origin),
        },
        Setting {
            name: "dialects",
            value: (!releases.is_empty()).then(|| releases.join(", ")),
            origin: if alone { Origin::Scripts } else { of_key("dialects") },
        },
        Setting {
            name: "migrations",
            value: Some(shown(&project.show(&project.migrations()))),
            origin: if alone { Origin::Flag("--migrations") } else { of_key("migrations") },
        },
        features(global, project),
    ]
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The features with which the models are read.
fn features(global: &Global, project: &Project) -> Setting {
    let list = |names: Vec<&str>| Some(names.join(", ")).filter(|names| !names.is_empty());
    let told: Vec<&str> = asked(global).collect();
    let (value, origin) = if global.all_features {
        (Some("all".to_owned()), Origin::Flag("--all-features"))
    } else if !told.is_empty() {
        let default = (!global.no_default_features).then_some("default");
        (list(default.into_iter().chain(told).collect()), Origin::Flag("--features"))
    } else if global.no_default_features {
        (None, Origin::Flag("--no-default-features"))
    } else if let Some(features) = &project.metadata().features {
        (list(features.iter().map(String::as_str).collect()), Origin::Metadata("features"))
    } else {
        (Some("default".to_owned()), Origin::Default)
    };
    Setting { name: "features", value, origin }
}
