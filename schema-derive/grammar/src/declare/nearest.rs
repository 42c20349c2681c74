//! "Did you mean".

/// The candidate that `word` was probably meant to be: at most a third of its letters differ.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = (word.chars().count() / 3).max(1);
    let near = candidates.into_iter().map(|candidate| (distance(word, candidate), candidate));
    // The first of equals, so that the answer follows the order of the list.
    near.filter(|(distance, _)| *distance <= most).min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// Returns `true` if one letter of `word` makes it another word than `right`, or letter case alone does.
pub fn is_slip(word: &str, right: &str) -> bool {
    word != right && distance(word, right) <= 1
}

/// `: did you mean `x`?`, or nothing.
pub(super) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, candidates).map_or_else(String::new, |near| format!(": did you mean `{near}`?"))
}

/// Insertions, deletions, replacements and swaps of neighbours between two words; letter case counts as nothing.
fn distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.to_lowercase().chars().collect();
    let other: Vec<char> = other.to_lowercase().chars().collect();
    let mut rows: Vec<Vec<usize>> = vec![(0..=other.len()).collect()];
    for i in 1..=one.len() {
        let mut row = vec![i];
        for j in 1..=other.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
            let mut least = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_words_are_found() {
        let keys = ["primary_key", "unique", "index", "default", "default_value", "max_length"];
        assert_eq!(nearest("uniqe", keys), Some("unique"));
        assert_eq!(nearest("defualt", keys), Some("default"));
        assert_eq!(nearest("maxlength", keys), Some("max_length"));
        assert_eq!(nearest("MaxLength", keys), Some("max_length"));
        assert_eq!(nearest("primarykey", keys), Some("primary_key"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest("", keys), None);
    }
}
