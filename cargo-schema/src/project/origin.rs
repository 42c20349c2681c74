//! Where a value of the configuration comes from.

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// An option of the command line, by its name.
    Flag(&'static str),
    /// A variable of the environment.
    Variable(&'static str),
    /// A variable in `.env`.
    DotEnv(&'static str),
    /// A key in the metadata of the package.
    Package(&'static str),
    /// A key in the metadata of the workspace.
    Workspace(&'static str),
    /// The scripts of the revisions.
    Scripts,
    Default,
}

impl Origin {
    /// What programs are told.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Flag(_) => "flag",
            Self::Variable(_) => "variable",
            Self::DotEnv(_) => ".env",
            Self::Package(_) => "metadata",
            Self::Workspace(_) => "workspace-metadata",
            Self::Scripts => "scripts",
            Self::Default => "default",
        }
    }

    /// What it is called in a sentence.
    pub(crate) fn source(self) -> String {
        match self {
            Self::Flag(name) | Self::Variable(name) => format!("`{name}`"),
            Self::DotEnv(name) => format!("`{name}` in `.env`"),
            Self::Package(key) => format!("`{key}` of the metadata"),
            Self::Workspace(key) => format!("`{key}` of the workspace's metadata"),
            Self::Scripts => "the scripts of the revisions".to_owned(),
            Self::Default => "the default".to_owned(),
        }
    }

    /// What people are told.
    pub(crate) fn shown(self) -> String {
        match self {
            Self::Default => "default".to_owned(),
            origin => format!("from {}", origin.source()),
        }
    }
}
