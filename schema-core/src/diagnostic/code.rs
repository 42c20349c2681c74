//! The codes of what is said: a promise to programs.

use std::fmt;

macro_rules! codes {
    ($($group:literal { $($code:ident $name:literal $about:literal)* })*) => {
        /// What kind of thing is said.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $about] $code,)*)*
        }

        impl Code {
            /// All codes, by what they are about.
            pub const GROUPS: &'static [(&'static str, &'static [Self])] = &[$(($group, &[$(Self::$code),*])),*];

            /// Its name, in kebab case.
            pub const fn name(self) -> &'static str {
                match self {
                    $($(Self::$code => $name,)*)*
                }
            }

            /// What it means, in a sentence.
            pub const fn about(self) -> &'static str {
                match self {
                    $($(Self::$code => $about,)*)*
                }
            }
        }
    };
}

codes! {
    "The command line" {
        InvalidArguments "invalid-arguments" "The command line is invalid: an argument is unknown, missing or malformed, or arguments conflict."
        UnsuitableTarget "unsuitable-target" "The target does not suit the command."
        UnknownTarget "unknown-target" "No revision has the name or id that is given as a target."
        AmbiguousTarget "ambiguous-target" "Several revisions are called like the target."
        TargetOutOfRange "target-out-of-range" "A relative target leads beyond the first or the last revision."
        DialectNeeded "dialect-needed" "The command needs to be told a dialect."
        PackageNeeded "package-needed" "The command needs to be told a package."
        UnknownPackage "unknown-package" "No package of the workspace has this name."
        UnknownFeature "unknown-feature" "No package has this feature, or a dependency of this name."
        OpenQuestions "open-questions" "Questions are open that the command does not answer by itself."
        InvalidAnswer "invalid-answer" "A flag or file that answers questions names something that does not exist, or is malformed."
        ConfirmationNeeded "confirmation-needed" "The command deletes something, and nobody can be asked."
        Declined "declined" "The user declined."
        Interrupted "interrupted" "The user or a signal stopped the command."
        NothingToCompare "nothing-to-compare" "Without models and without a database there is nothing to compare."
    }
    "Files and programs" {
        FileAccess "file-access" "A file or directory cannot be read or written."
        FileExists "file-exists" "A file that would be written already exists."
        NoDirectory "no-directory" "A directory does not exist."
        CannotRun "cannot-run" "A program cannot be run."
        CargoFailed "cargo-failed" "`cargo metadata` failed."
        CompilerFailed "compiler-failed" "`rustc` failed."
        NoEventLoop "no-event-loop" "The system cannot start the async runtime."
        UnwritableOutput "unwritable-output" "The output cannot be written."
        InvalidToml "invalid-toml" "A file is not valid TOML."
        InvalidEnvironment "invalid-environment" "An environment variable has an invalid value."
        InvalidEnvFile "invalid-env-file" "A line of `.env` is invalid."
    }
    "Project" {
        NotSetUp "not-set-up" "The metadata has no `dialects`, or there is no schema."
        PackageNotSetUp "package-not-set-up" "A package has models that are in no schema."
        InvalidManifest "invalid-manifest" "`Cargo.toml` has another structure than expected."
        InvalidMetadata "invalid-metadata" "A key in `metadata.schema` is unknown or has an invalid value."
        NoWorkspace "no-workspace" "There is no workspace."
        OwnSchema "own-schema" "A member of the workspace has a schema of its own."
        DialectMismatch "dialect-mismatch" "Two sides have different dialects."
        SourceNeeded "source-needed" "Nothing says where the crates of cargo-schema come from."
        NotOurCrates "not-our-crates" "The named source does not have the crates of cargo-schema."
        Stranger "stranger" "A crate comes from the public registry, where a package of its name is unrelated."
        Password "password" "A password would be in a file that is committed."
        NoBuildScript "no-build-script" "A package with models has no build script."
        BuildScript "build-script" "The build script does not call `schema_core::build::run()`."
        Dependencies "dependencies" "A dependency on the crates of cargo-schema is missing."
        Features "features" "Types in models need a feature of `schema-core`."
        Resolver "resolver" "The workspace has resolver 1."
        Versions "versions" "`Cargo.lock` has another version of the crates than this tool."
        NotPackaged "not-packaged" "A published package leaves its revisions out."
    }
    "Models" {
        InvalidModel "invalid-model" "There are problems with models, each with a code of its own."
        UnreadableSource "unreadable-source" "A source file cannot be read, or a model in it does not parse."
        UnsuitableItem "unsuitable-item" "A struct or enum has a form that its derive is not for."
        AttributeSyntax "attribute-syntax" "An attribute is written in another form than it has."
        UnknownAttribute "unknown-attribute" "There is no such attribute, key or derive, or not at this place."
        RepeatedAttribute "repeated-attribute" "A key, or a name in its list, is given twice."
        ConflictingAttributes "conflicting-attributes" "Attributes contradict each other, or one is for something that another one excludes."
        MissingAttribute "missing-attribute" "An attribute is missing that something else needs."
        InvalidAttributeValue "invalid-attribute-value" "A key has a value that it cannot have."
        UnknownField "unknown-field" "An attribute names a field that does not exist or has no column."
        UnknownType "unknown-type" "The type of a field or newtype has no column type, or a `type` does not exist."
        TypeMismatch "type-mismatch" "The type of a column does not suit an attribute or the column that it references."
        WrongNullability "wrong-nullability" "A field is an `Option` and must not be one, or the other way around."
        InvalidDefault "invalid-default" "A default, or a value for existing rows, does not suit its column."
        DuplicateName "duplicate-name" "Two tables, columns, constraints, enum types or values have the same name."
        InvalidFormerName "invalid-former-name" "`renamed_from` or `replaces` contradicts itself or another one."
        UnknownReference "unknown-reference" "A foreign key names a model or field that does not exist."
        InvalidReference "invalid-reference" "A foreign key leads to what no foreign key can lead to."
        InvalidEmbedding "invalid-embedding" "A struct cannot be flattened into another one."
        UnclosedSql "unclosed-sql" "SQL in a model opens what it does not close, or is more than one statement."
        AmbiguousSql "ambiguous-sql" "Dialects of the project read SQL in a model in two ways."
        NoModels "no-models" "There are no models."
        ModelsExist "models-exist" "There are models already."
        FileWithoutMod "file-without-mod" "A file has models, but no `mod` item includes it."
        NoPrimaryKey "no-primary-key" "A model has no primary key, where it should have one."
        ForeignKeyWithoutIndex "foreign-key-without-index" "No index begins with the columns of a foreign key."
        RuntimeDdl "runtime-ddl" "The program changes the schema outside of revisions."
        OtherMigrations "other-migrations" "The program runs migrations of another tool."
        UnrecordedChange "unrecorded-change" "Models have a change without a revision."
        DropsAllTables "drops-all-tables" "The revision would drop every table."
    }
    "Revisions" {
        InvalidRevision "invalid-revision" "A directory is not a revision."
        InvalidRevisionToml "invalid-revision-toml" "A `revision.toml` is invalid."
        ChangesDoNotApply "changes-do-not-apply" "Changes do not apply to the schema before them."
        RevisionOrder "revision-order" "The parents of revisions give no order."
        MultipleHeads "multiple-heads" "There is more than one head."
        NotAmendable "not-amendable" "`revision --amend` cannot replace the last revision."
        NoScript "no-script" "A revision has no script for a dialect."
        OldServer "old-server" "The server is older than the scripts of a revision were written for."
        OldRelease "old-release" "Scripts would be written for an older server than those of a revision before them."
        NoDownScript "no-down-script" "A revision has no `down.sql`."
        EmptyDownScript "empty-down-script" "A down script has no statements, and the up script has some."
        UnscriptedDependency "unscripted-dependency" "Tables depend on an object that the revision does not create."
        UnreadableScript "unreadable-script" "A script cannot be split into statements."
        UnknownRevision "unknown-revision" "No revision has this id."
        NoMigrations "no-migrations" "The directory of migrations does not exist, or has none."
        NoRevisions "no-revisions" "There are no revisions."
        RevisionsExist "revisions-exist" "There are revisions already."
        FutureRevision "future-revision" "The id of a revision is in the future."
        MergeConflict "merge-conflict" "Two heads cannot be merged."
        NotRenderable "not-renderable" "Changes cannot be written as SQL for a dialect."
        VerificationFailed "verification-failed" "The generated SQL did not have its effect in a test on in-memory SQLite."
        NoSuchDifference "no-such-difference" "`--only` matches no difference."
        DependentDifference "dependent-difference" "The selected differences depend on others."
        LosesUnsupported "loses-unsupported" "The SQL would lose an unmanaged object."
        InvalidSqlFile "invalid-sql-file" "An SQL file that is to be compared does not run on an empty database."
        InvalidSnapshot "invalid-snapshot" "A file is not a snapshot of a schema."
    }
    "Database" {
        NoDatabaseNamed "no-database-named" "No database is named."
        InvalidUrl "invalid-url" "A database URL is invalid."
        UnsupportedDialect "unsupported-dialect" "The project has no scripts for the dialect of the database."
        NoDatabase "no-database" "The database does not exist yet."
        CannotCreateDatabase "cannot-create-database" "The database cannot be created."
        NoDatabaseSelected "no-database-selected" "The connection is in no database or schema."
        UnreachableDatabase "unreachable-database" "The database cannot be reached."
        ReadOnlyDatabase "read-only-database" "The database cannot be written."
        Connection "connection" "The database refused something that is not a statement of a revision."
        Pooler "pooler" "The URL points to a pooler that changes connections."
        Locked "locked" "Another upgrade holds the lock."
        Busy "busy" "Another connection is writing."
        NotCompared "not-compared" "The database cannot be compared."
        EmptyDatabase "empty-database" "The database has no tables."
        ScratchNeeded "scratch-needed" "The command needs a server for a scratch database."
        InvalidScratchServer "invalid-scratch-server" "The scratch URL names no suitable server."
        NoScratchDatabase "no-scratch-database" "A scratch database cannot be created or reached."
        ScratchDatabaseLeft "scratch-database-left" "A scratch database could not be dropped."
        LeavesScratchDatabase "leaves-scratch-database" "A statement would affect objects outside of the scratch database."
        Privileges "privileges" "The user of the database lacks a privilege."
        Clock "clock" "The clocks of the server and of this machine differ."
    }
    "History of a database" {
        Behind "behind" "The database lacks revisions."
        NoHistory "no-history" "The database has tables and no migration history."
        HistoryElsewhere "history-elsewhere" "The database keeps a migration history in another table than the project names."
        HistoryExists "history-exists" "The database has a migration history already."
        Drift "drift" "The database does not match its revisions."
        UnknownTable "unknown-table" "A table was created by no revision."
        AlreadyAt "already-at" "The database matches a later revision than its history says."
        ComparedAsText "compared-as-text" "Expressions were compared as text."
        UnsupportedObject "unsupported-object" "The database has an unmanaged object, which no model can declare."
        OtherHistory "other-history" "The database has the history of another tool."
        DatabaseDiffers "database-differs" "The database does not match the revision to stamp."
        UnrecordedSchema "unrecorded-schema" "The database matches the models, and no revision."
        NoMatch "no-match" "The database matches no revision."
        SeveralMatches "several-matches" "The database matches several revisions."
        SeveralRevisions "several-revisions" "The database is at several revisions that are not the heads."
        AmbiguousNames "ambiguous-names" "Names in the database do not follow from those in the revisions."
        EditedRevision "edited-revision" "An applied revision was edited."
        EditedPartialRevision "edited-partial-revision" "Statements of a partially applied revision were edited after they ran."
        MissingRevisionFile "missing-revision-file" "The database has a revision that the project does not have."
        PartialRevision "partial-revision" "A revision is partially applied."
        StatementInDoubt "statement-in-doubt" "It is not known whether a statement ran."
        NotResumable "not-resumable" "A partially applied revision cannot be resumed where it stopped."
        NothingToResume "nothing-to-resume" "No revision is partially applied."
        AtBase "at-base" "The history of the database is empty now."
        ClearedRecord "cleared-record" "The record of a partially applied revision was removed."
        NoSuchStatement "no-such-statement" "A partially applied revision has no statement of this number."
    }
    "Running revisions" {
        FailedStatement "failed-statement" "A statement failed."
        OrphanedRows "orphaned-rows" "A revision would leave orphaned rows."
        MisfitAfterRebuild "misfit-after-rebuild" "A trigger or index does not fit the rebuilt table."
        LostColumns "lost-columns" "A rebuild would drop columns that the script does not name."
        LostConflictClauses "lost-conflict-clauses" "A rebuild would lose an `ON CONFLICT` clause."
        LostForeignKey "lost-foreign-key" "A rebuild would lose a foreign key to a table that does not exist."
        LostAttributes "lost-attributes" "A statement would lose attributes of a column that no model declares."
        BrokenBody "broken-body" "A function, procedure, or trigger names what a revision removes."
        OverwrittenRowCount "overwritten-row-count" "A statement asks about the statement before it, and the migrator runs one in between."
    }
    "Adopting and importing" {
        AdoptionDiffers "adoption-differs" "The generated models or revision do not match the database."
        UnknownTool "unknown-tool" "No history of this tool can be imported."
        DirectoryTaken "directory-taken" "The directory holds the migrations that are to be imported."
        SeveralDialects "several-dialects" "A history can be imported for one dialect only."
        DuplicateMigration "duplicate-migration" "Two migrations have one version."
        UnreadableMigration "unreadable-migration" "A migration cannot be read as a script."
        FailedMigration "failed-migration" "A migration does not run on an empty database."
        MissingMigration "missing-migration" "The database lacks a migration."
        ForeignHistoryDiffers "foreign-history-differs" "The history in the database does not match the migrations."
        CodedMigrations "coded-migrations" "Migrations are code that cannot be read as SQL."
        SkippedFile "skipped-file" "A file in the directory of migrations is not imported."
        ChangedMigration "changed-migration" "An imported migration differs from its original script."
        EditedMigration "edited-migration" "A migration was edited after it was applied."
        UntrackedStatements "untracked-statements" "Statements of migrations are in no change."
        ModelsNotGenerated "models-not-generated" "No models are written for imported migrations."
        NotStamped "not-stamped" "The database is not marked with the imported revisions."
        BaselineNeedsDatabase "baseline-needs-database" "A single first revision needs a database that shows what the migrations make."
    }
    "Hazards" {
        Hazard "hazard" "A script names a hazard of its own."
        DropTable "drop-table" "Deletes all rows of a table."
        DropColumn "drop-column" "Deletes all values of a column."
        NarrowType "narrow-type" "Values may not fit the new type."
        RemoveEnumValue "remove-enum-value" "Rows may contain a removed enum value."
        StandInValue "stand-in-value" "Existing rows get a value that nobody chose."
        NotNullWithoutValue "not-null-without-value" "Existing rows have no value."
        PrimaryKeyOnRows "primary-key-on-rows" "Existing rows may have duplicates in the new primary key."
        ConstraintOnRows "constraint-on-rows" "Existing rows may violate the constraint."
        NumberComparedAsText "number-compared-as-text" "SQL compares a number that the engine stores as text."
        StrictOnRows "strict-on-rows" "Existing rows may have values of another type."
        ComputedNull "computed-null" "A generated column can be NULL."
        NamesGoneValue "names-gone-value" "SQL names an enum value that no longer exists."
        NullInKey "null-in-key" "A primary key no longer takes NULL."
    }
}

impl Code {
    /// The code of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::GROUPS.iter().flat_map(|(_, codes)| *codes).copied().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn a_name_is_in_kebab_case_and_stands_for_one_code() {
        for (_, codes) in Code::GROUPS {
            for code in *codes {
                assert_eq!(Code::of_name(code.name()), Some(*code));
                let kebab: String = format!("{code:?}").chars().fold(String::new(), |mut text, c| {
                    if c.is_uppercase() && !text.is_empty() {
                        text.push('-');
                    }
                    text.extend(c.to_lowercase());
                    text
                });
                assert_eq!(code.name(), kebab);
            }
        }
    }
}
