//! Where a value of the configuration comes from.

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Flag(&'static str),
    Variable(&'static str),
    DotEnv,
    Metadata(&'static str),
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
            Self::DotEnv => ".env",
            Self::Metadata(_) => "metadata",
            Self::Scripts => "scripts",
            Self::Default => "default",
        }
    }

    /// What people are told.
    pub(crate) fn shown(self) -> String {
        match self {
            Self::Flag(name) | Self::Variable(name) => format!("from `{name}`"),
            Self::DotEnv => "from `.env`".to_owned(),
            Self::Metadata(key) => format!("from `{key}` of the metadata"),
            Self::Scripts => "from the scripts of the revisions".to_owned(),
            Self::Default => "default".to_owned(),
        }
    }
}
