//! What commands do: generate revisions, apply them, compare schemas, adopt databases, import histories.

pub(crate) mod adopt;
pub(crate) mod apply;
pub(crate) mod between;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod doctor;
pub(crate) mod drift;
pub(crate) mod generate;
pub(crate) mod import;
pub(crate) mod locate;
pub(crate) mod made;
pub(crate) mod older;
pub(crate) mod scratch;
pub(crate) mod scratch_guard;
pub(crate) mod set_up;
pub(crate) mod status;
pub(crate) mod verify;
