//! The build script.

/// The call that a build script makes.
pub(crate) const CALL: &str = "schema_core::build::run();";

/// What is to be done with the build script.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum BuildScript {
    /// It makes the call already.
    Fine,
    /// This text is to be written.
    Write {
        text: String,
        /// There was none.
        new: bool,
    },
    /// It is too unlike what we know to be changed by us.
    Tell,
}

/// Decides about the build script with the text `old`.
pub(crate) fn build_script(old: Option<&str>) -> BuildScript {
    let Some(old) = old else {
        return BuildScript::Write { text: format!("fn main() {{\n    {CALL}\n}}\n"), new: true };
    };
    if old.lines().any(|line| line.trim_start().starts_with(CALL.trim_end_matches(';'))) {
        return BuildScript::Fine;
    }
    // A call may stand first in any `main`; but only where the line says all that there is to know.
    let mut mains = old.match_indices("fn main()").filter(|(at, _)| *at == 0 || old[..*at].ends_with('\n'));
    let (Some((at, _)), None) = (mains.next(), mains.next()) else { return BuildScript::Tell };
    let end = old[at..].find('\n').map_or(old.len(), |length| at + length);
    if !old[at..end].trim_end().ends_with('{') {
        return BuildScript::Tell;
    }
    let line_end = if old[..end].ends_with('\r') { "\r\n" } else { "\n" };
    let rest = old.get(end + 1..).unwrap_or_default();
    BuildScript::Write { text: format!("{}{line_end}    {CALL}{line_end}{rest}", old[..end].trim_end()), new: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(script: BuildScript) -> String {
        match script {
            BuildScript::Write { text, .. } => text,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_new_one_is_fine_afterwards() {
        let new = text(build_script(None));
        assert_eq!(new, "fn main() {\n    schema_core::build::run();\n}\n");
        assert_eq!(build_script(Some(&new)), BuildScript::Fine);
    }

    #[test]
    fn the_call_comes_first_in_main() {
        let old = "use x::y;\n\nfn main() -> Result<(), E> {\n    y();\n}\n";
        assert_eq!(
            text(build_script(Some(old))),
            "use x::y;\n\nfn main() -> Result<(), E> {\n    schema_core::build::run();\n    y();\n}\n"
        );
        assert_eq!(
            text(build_script(Some("fn main() {\r\n}\r\n"))),
            "fn main() {\r\n    schema_core::build::run();\r\n}\r\n"
        );
    }

    #[test]
    fn what_is_not_plain_is_left_alone() {
        for old in ["fn main() {}\n", "mod a { fn main() {\n} }", "fn main()\n{\n}\n", ""] {
            assert_eq!(build_script(Some(old)), BuildScript::Tell, "{old}");
        }
    }
}
