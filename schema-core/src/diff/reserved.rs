//! Words that cannot name a column without quotes.

/// Those of any engine, in order: what MySQL 9 (`information_schema.keywords`) and PostgreSQL 15 (`pg_get_keywords()`) reserve, and what
/// SQLite and MariaDB reserve beside.
const RESERVED: &str = "\
    accessible add all alter analyse analyze any array asc asensitive asymmetric authorization before bigint binary \
    blob both by call cascade cast change char character check collation column concurrently condition constraint \
    continue convert create cross cube cume_dist current_catalog current_role current_schema current_user cursor \
    database databases day_hour day_microsecond day_minute day_second dec decimal declare default deferrable delayed \
    delete dense_rank desc describe deterministic distinctrow div do double drop dual each elseif empty enclosed end \
    escaped except exit explain external fetch first_value float float4 float8 for force foreign freeze full \
    fulltext function generated get grant group grouping groups having high_priority hour_microsecond hour_minute \
    hour_second if ignore ilike index infile initially inner inout insensitive insert int int1 int2 int3 int4 int8 \
    integer intersect interval into io_after_gtids io_before_gtids isnull iterate join json_table key keys kill lag \
    last_value lateral lead leading leave left library limit linear lines load localtime localtimestamp lock long \
    longblob longtext loop low_priority match maxvalue mediumblob mediumint mediumtext middleint minute_microsecond \
    minute_second mod modifies natural no_write_to_binlog notnull nth_value ntile numeric of offset on only optimize \
    optimizer_costs option optionally order out outer outfile over overlaps partition percent_rank placing precision \
    primary procedure purge qualify range rank read read_write reads real recursive references regexp release rename \
    repeat replace require resignal restrict return returning revoke right rlike row row_number rows schema schemas \
    second_microsecond sensitive separator session_user set show signal similar smallint some spatial specific sql \
    sql_big_result sql_calc_found_rows sql_small_result sqlexception sqlstate sqlwarning ssl starting stored \
    straight_join symmetric system table tablesample terminated tinyblob tinyint tinytext to trailing trigger undo \
    union unique unlock unsigned update usage use user using utc_date utc_time utc_timestamp values varbinary \
    varchar varcharacter variadic varying verbose virtual while window with write xor year_month zerofill";

/// Whether an engine takes `word`, in lower case, for its own where it has no quotes.
pub(super) fn is_reserved(word: &str) -> bool {
    RESERVED.split(' ').any(|reserved| reserved == word)
}
