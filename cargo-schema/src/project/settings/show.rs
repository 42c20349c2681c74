//! All settings with their values, for `status -v`.

use std::path::Path;

use schema_core::connect::DatabaseUrl;
use schema_core::read::{Metadata, Mode, Naming};

use super::{
    CHECK, CONNECT_TIMEOUT, DATABASE_URL, DIALECTS, FEATURES, HISTORY_SCHEMA, HISTORY_TABLE, IGNORE_TABLES, Known,
    LOCK_TIMEOUT, MEMBERS, MIGRATIONS, NAMING, PLURAL, RENAME_ALL, RUNTIME_DDL, SCRATCH_URL, SQLITE_EXTENSIONS,
    STATEMENT_TIMEOUT, Settings, TABLE_PREFIX, Told, environment, of_key,
};
use crate::error::Result;
use crate::project::Project;
use crate::project::features::asked;
use crate::project::origin::Origin;

/// A setting with its value.
pub(crate) struct Setting {
    /// Its key in the metadata.
    pub(crate) name: &'static str,
    /// Its value; `None` where there is none.
    pub(crate) value: Option<String>,
    pub(crate) origin: Origin,
}

/// All settings of a project.
pub(crate) fn all(settings: &Settings<'_>, project: &Project) -> Result<Vec<Setting>> {
    let metadata = settings.metadata;
    let limits = settings.limits()?;
    let list = |names: Vec<String>| Some(names.join(", ")).filter(|names| !names.is_empty());
    let of = |known: &'static Known, value: Option<String>| {
        let origin = of_key(metadata, known.key);
        Setting { name: known.key, value, origin }
    };
    let url = |known: &'static Known, told: Option<Told<String>>| {
        let origin = told.as_ref().map_or(Origin::Default, |told| told.origin);
        Setting { name: known.key, value: told.map(|told| masked(&told.value)), origin }
    };
    let lock = limits.lock.map(|told| (told.value.to_string(), told.origin));
    let (lock, lock_origin) = lock.unwrap_or((LOCK_TIMEOUT.default.to_owned(), Origin::Default));
    let alone = !project.has_models();
    let mut dialects = of(DIALECTS, list(metadata.releases.iter().map(ToString::to_string).collect()));
    let mut migrations = of(MIGRATIONS, Some(shown(&project.show(&project.migrations()))));
    if alone {
        dialects.origin = Origin::Scripts;
        migrations.origin = Origin::Flag("--migrations");
    }
    Ok(vec![
        url(DATABASE_URL, settings.database_url()?),
        url(SCRATCH_URL, settings.scratch_url()?),
        Setting {
            name: CONNECT_TIMEOUT.key,
            value: Some(limits.connect.value.to_string()),
            origin: limits.connect.origin,
        },
        Setting { name: LOCK_TIMEOUT.key, value: Some(lock), origin: lock_origin },
        Setting {
            name: STATEMENT_TIMEOUT.key,
            value: Some(limits.statement.value.to_string()),
            origin: limits.statement.origin,
        },
        extensions(settings)?,
        check(settings)?,
        dialects,
        migrations,
        features(settings),
        of(RENAME_ALL, metadata.rename_all.map(|case| case.name().to_owned())),
        of(PLURAL, Some(metadata.plural.to_string())),
        of(TABLE_PREFIX, Some(metadata.table_prefix.clone()).filter(|prefix| !prefix.is_empty())),
        of(NAMING, Some(naming(metadata))),
        of(RUNTIME_DDL, Some(metadata.runtime_ddl.name().to_owned())),
        of(IGNORE_TABLES, list(metadata.ignore_tables.clone())),
        of(HISTORY_TABLE, Some(metadata.history_table.clone().unwrap_or_else(|| "_schema_revisions".to_owned()))),
        of(HISTORY_SCHEMA, metadata.history_schema.clone()),
        of(MEMBERS, list(metadata.members.iter().map(|member| shown(member)).collect())),
    ])
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// A URL without its password. One that cannot be read is not shown, for nobody knows where its password is.
fn masked(url: &str) -> String {
    DatabaseUrl::parse(url).map_or_else(|_| "not a URL".to_owned(), |url| url.to_string())
}

fn extensions(settings: &Settings<'_>) -> Result<Setting> {
    let told = settings.text(SQLITE_EXTENSIONS, None, None)?;
    let origin = told.as_ref().map_or(Origin::Default, |told| told.origin);
    Ok(Setting { name: SQLITE_EXTENSIONS.key, value: told.map(|told| told.value), origin })
}

/// The mode of the build step.
fn check(settings: &Settings<'_>) -> Result<Setting> {
    let [variable] = CHECK.variables else { unreachable!("a variable of the build step") };
    let (value, origin) = match environment::variable(variable)? {
        Some(mode) => (mode, Origin::Variable(variable)),
        None => {
            let mode = settings.metadata.check.unwrap_or(Mode::BuildScript);
            (mode.name().to_owned(), of_key(settings.metadata, CHECK.key))
        }
    };
    Ok(Setting { name: CHECK.key, value: Some(value), origin })
}

/// Whether names of constraints are those of the tool.
fn naming(metadata: &Metadata) -> String {
    if metadata.naming == Naming::default() { "default".to_owned() } else { "custom".to_owned() }
}

/// The features with which the models are read.
fn features(settings: &Settings<'_>) -> Setting {
    let Settings { global, metadata, .. } = settings;
    let list = |names: Vec<&str>| Some(names.join(", ")).filter(|names| !names.is_empty());
    let told: Vec<&str> = asked(global).collect();
    let (value, origin) = if global.features.all_features {
        (Some("all".to_owned()), Origin::Flag("--all-features"))
    } else if !told.is_empty() {
        let default = (!global.features.no_default_features).then_some("default");
        (list(default.into_iter().chain(told).collect()), Origin::Flag("--features"))
    } else if global.features.no_default_features {
        (None, Origin::Flag("--no-default-features"))
    } else if let Some(features) = &metadata.features {
        (list(features.iter().map(String::as_str).collect()), of_key(metadata, FEATURES.key))
    } else {
        (Some("default".to_owned()), Origin::Default)
    };
    Setting { name: FEATURES.key, value, origin }
}
