-- create table `a_long_name_of_a_table_that_nearly_fills_what_postgresql_allows`: 3 columns
CREATE TABLE "a_long_name_of_a_table_that_nearly_fills_what_postgresql_allows" (
    "id" INTEGER NOT NULL,
    "a_long_name_of_a_column_in_it" VARCHAR(9) NOT NULL,
    "another_long_name_of_a_column_in_it" INTEGER,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_a_long_name_of_a_table_that_nearly_fills_what_postg_7eba024c" FOREIGN KEY ("another_long_name_of_a_column_in_it") REFERENCES "a_long_name_of_a_table_that_nearly_fills_what_postgresql_allows" ("id")
);

-- unique constraint `uq_a_long_name_of_a_table_that_nearly_fills_what_postg_4b5db341`
CREATE UNIQUE INDEX "uq_a_long_name_of_a_table_that_nearly_fills_what_postg_4b5db341" ON "a_long_name_of_a_table_that_nearly_fills_what_postgresql_allows" ("a_long_name_of_a_column_in_it");

-- index `ix_a_long_name_of_a_table_that_nearly_fills_what_postg_9e73daa6`
CREATE INDEX "ix_a_long_name_of_a_table_that_nearly_fills_what_postg_9e73daa6" ON "a_long_name_of_a_table_that_nearly_fills_what_postgresql_allows" ("another_long_name_of_a_column_in_it");

-- create table `a_long_name_of_a_table_that_nearly_fills_what_postgresql_takes`: 1 column
CREATE TABLE "a_long_name_of_a_table_that_nearly_fills_what_postgresql_takes" (
    "id" INTEGER NOT NULL,
    PRIMARY KEY ("id")
);
