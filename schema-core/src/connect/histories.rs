//! Tables in which other migration tools keep their history.

/// Name of such a table and the tool that it belongs to. Only names that nobody gives to a table of their own: a
/// `migrations` or a `schema_version` may be anybody's.
const HISTORIES: [(&str, &str); 39] = [
    ("_prisma_migrations", "Prisma"),
    ("_rorm__last_migration", "rorm"),
    ("_sqlx_migrations", "sqlx"),
    ("_turbosql_migrations", "turbosql"),
    ("_yoyo_log", "yoyo"),
    ("_yoyo_migration", "yoyo"),
    ("_yoyo_version", "yoyo"),
    ("__diesel_schema_migrations", "diesel"),
    ("__drizzle_migrations", "Drizzle"),
    ("__EFMigrationsHistory", "Entity Framework"),
    ("__toasty_migrations", "toasty"),
    ("aerich", "aerich"),
    ("alembic_version", "Alembic"),
    ("ar_internal_metadata", "Rails"),
    ("atlas_schema_revisions", "Atlas"),
    ("butane_migrations", "butane"),
    ("cot__migrations", "cot"),
    ("databasechangelog", "Liquibase"),
    ("databasechangeloglock", "Liquibase"),
    ("django_migrations", "Django"),
    ("doctrine_migration_versions", "Doctrine"),
    ("flyway_schema_history", "Flyway"),
    ("goose_db_version", "goose"),
    ("gorp_migrations", "sql-migrate"),
    ("knex_migrations", "Knex"),
    ("knex_migrations_lock", "Knex"),
    ("kysely_migration", "Kysely"),
    ("kysely_migration_lock", "Kysely"),
    ("mikro_orm_migrations", "MikroORM"),
    ("pgmigrations", "node-pg-migrate"),
    ("phinxlog", "Phinx"),
    ("refinery_schema_history", "refinery"),
    ("schema_migrations", "Rails, Ecto, golang-migrate or dbmate"),
    ("schemamigrations", "a migration tool"),
    ("seaql_migrations", "SeaORM"),
    ("sequelizemeta", "Sequelize"),
    ("typeorm_metadata", "TypeORM"),
    ("vespertide_version", "vespertide"),
    ("yoyo_lock", "yoyo"),
];

/// The migration tool that keeps its history in a table called `table`, in whichever case; `None` for every other table.
pub fn history_of(table: &str) -> Option<&'static str> {
    HISTORIES.iter().find(|(name, _)| name.eq_ignore_ascii_case(table)).map(|(_, tool)| *tool)
}

#[cfg(test)]
mod tests {
    use super::{HISTORIES, history_of};

    #[test]
    fn histories_are_known_in_every_case() {
        assert_eq!(history_of("_sqlx_migrations"), Some("sqlx"));
        assert_eq!(history_of("__efmigrationshistory"), Some("Entity Framework"));
        assert_eq!(history_of("DATABASECHANGELOG"), Some("Liquibase"));
        assert_eq!(history_of("users"), None);
        assert_eq!(history_of("_schema_revisions"), None);
    }

    #[test]
    fn each_is_there_once() {
        for (at, (name, _)) in HISTORIES.iter().enumerate() {
            assert!(!HISTORIES[..at].iter().any(|(other, _)| other.eq_ignore_ascii_case(name)), "{name}");
        }
    }
}
