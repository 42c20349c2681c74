//! Columns that hold the numbers of a Rust enum and no others: an integer, and a check that lists them.

use schema_core::diff::{is_one_of, numbers_of};
use schema_core::schema::{Check, Column, ColumnType, DefaultValue, Literal, Table, TableName, constraint_name};

use super::dice::Dice;
use super::generate::Draft;
use super::mutate::Edited;

/// The numbers of the rows, which every enum has.
const KEPT: [i64; 3] = [1, 2, 3];

/// The numbers that a check lists, if it says that of a column as an enum does.
pub(crate) fn listed(check: &Check, column: &str) -> Option<Vec<i64>> {
    let (_, list) = check.expression.any.as_deref()?.strip_suffix(')')?.rsplit_once(" IN (")?;
    let numbers: Option<Vec<i64>> = list.split(", ").map(|number| number.parse().ok()).collect();
    numbers.filter(|numbers| is_one_of(column, numbers) == check.expression)
}

/// The numbers of a column that an enum can be the type of, and the name of the check.
pub(crate) fn enum_of(table: &Table, column: &Column) -> Option<(String, Vec<i64>)> {
    let name = constraint_name("ck", &table.name, [&column.name]);
    let check = table.checks.get(&name).filter(|it| !it.no_inherit && !it.not_valid)?;
    let numbers = listed(check, &column.name)?;
    is_wide(&column.ty).then_some((name, numbers))
}

/// Whether a check lists numbers of something that is no longer a column of whole numbers.
pub(crate) fn lists_others(table: &Table, check: &Check) -> bool {
    let of =
        check.expression.any.as_deref().and_then(|sql| sql.split_once(" IN (")).map(|(of, _)| of.trim_matches('"'));
    let is_column = |column: &Column| of == Some(column.name.as_str()) && matches!(column.ty, ColumnType::Int { .. });
    of.is_some_and(|of| listed(check, of).is_some()) && !table.columns.iter().any(is_column)
}

/// Whether a check is called as the check of a column with an enum type is. Models with both are refused.
pub(crate) fn is_called_like_that_of_an_enum(table: &Table, check: &Check) -> bool {
    let mut enums = table.columns.iter().filter(|column| column.ty.enum_name().is_some());
    enums.any(|column| check.name == constraint_name("ck", &table.name, [&column.name]))
}

/// Whether the default of a column is one of `numbers`, if it is a number.
pub(crate) fn is_one_of_them(column: &Column, numbers: &[i64]) -> bool {
    let is_number = matches!(&column.default, Some(DefaultValue::Literal(Literal::Number(_))));
    !is_number || numbers.iter().any(|of| column.default == Some(number(*of)))
}

/// Whether an enum can be stored so.
fn is_wide(ty: &ColumnType) -> bool {
    matches!(ty, ColumnType::Int { bits, .. } if *bits != 24)
}

fn number(number: i64) -> DefaultValue {
    DefaultValue::Literal(Literal::Number(number.to_string()))
}

/// A number that is none of those, and fits the type.
fn new_number(ty: &ColumnType, numbers: &[i64], dice: &mut Dice<'_>) -> Option<i64> {
    let unsigned = matches!(ty, ColumnType::Int { unsigned: true, .. });
    let small = matches!(ty, ColumnType::Int { bits: 8, .. });
    let fits = |it: &i64| !numbers.contains(it) && (*it >= 0 || !unsigned) && (*it < 128 || !small);
    let free: Vec<i64> = [4, 0, -1, 5, 7, 100, 300].into_iter().filter(fits).collect();
    dice.pick(&free).copied()
}

impl Draft {
    /// Makes a column of the table, which has a whole number, that of an enum.
    pub(crate) fn enumerate(&mut self, of: &TableName, name: &str, dice: &mut Dice<'_>) -> Option<()> {
        let check = constraint_name("ck", of, [name]);
        let table = &self.schema.tables[of];
        let column = table.column(name)?.clone();
        let plain = column.identity.is_none() && column.generated.is_none() && is_wide(&column.ty);
        if !plain || numbers_of(table, name).is_some() || !self.take_name(&check) {
            return None;
        }
        let mut numbers = KEPT.to_vec();
        for _ in 0..dice.below(3) {
            numbers.extend(new_number(&column.ty, &numbers, dice));
        }
        self.list(of, name, &check, &numbers);
        Some(())
    }

    /// The column holds these numbers alone; its default is one of them.
    fn list(&mut self, of: &TableName, name: &str, check: &str, numbers: &[i64]) {
        let expression = is_one_of(name, numbers);
        let table = self.table_mut(of);
        table.checks.insert(check.to_owned(), Check::new(check, expression));
        if let Some(column) = table.column_mut(name)
            && column.default.as_ref().is_some_and(|it| !numbers.iter().any(|of| *it == number(*of)))
        {
            column.default = numbers.last().map(|last| number(*last));
        }
    }
}

impl Edited {
    /// A number comes, goes or becomes another one; an enum becomes a plain number, or the other way round.
    pub(super) fn change_numbers(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let table = self.table(dice)?;
        let it = &self.draft.schema.tables[&table];
        let find = |column: &Column| enum_of(it, column).map(|(check, numbers)| (column.clone(), check, numbers));
        let all: Vec<_> = it.columns.iter().filter_map(find).collect();
        let Some((column, check, mut numbers)) = dice.pick(&all).cloned() else {
            let wide = |column: &&Column| is_wide(&column.ty);
            let names: Vec<String> = it.columns.iter().filter(wide).map(|column| column.name.clone()).collect();
            return self.draft.enumerate(&table, dice.pick(&names)?, dice);
        };
        let extra = numbers.iter().position(|number| !KEPT.contains(number));
        match (dice.below(5), extra) {
            (0, _) => {
                self.draft.table_mut(&table).checks.remove(&check);
                return Some(());
            }
            (1 | 2, Some(at)) => {
                numbers.remove(at);
            }
            (3, Some(at)) => numbers[at] = new_number(&column.ty, &numbers, dice)?,
            _ => numbers.push(new_number(&column.ty, &numbers, dice)?),
        }
        self.draft.list(&table, &column.name, &check, &numbers);
        Some(())
    }
}
