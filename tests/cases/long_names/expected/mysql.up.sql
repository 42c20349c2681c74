-- create table `a_long_name_of_a_table_that_nearly_fills_what_postgresql_allows`: 3 columns
CREATE TABLE `a_long_name_of_a_table_that_nearly_fills_what_postgresql_allows` (
    `id` bigint NOT NULL,
    `a_long_name_of_a_column_in_it` varchar(9) NOT NULL,
    `another_long_name_of_a_column_in_it` bigint NULL,
    PRIMARY KEY (`id`),
    CONSTRAINT `uq_a_long_name_of_a_table_that_nearly_fills_what_postg_4b5db341` UNIQUE (`a_long_name_of_a_column_in_it`),
    INDEX `ix_a_long_name_of_a_table_that_nearly_fills_what_postg_9e73daa6` (`another_long_name_of_a_column_in_it`),
    CONSTRAINT `fk_a_long_name_of_a_table_that_nearly_fills_what_postg_7eba024c` FOREIGN KEY (`another_long_name_of_a_column_in_it`) REFERENCES `a_long_name_of_a_table_that_nearly_fills_what_postgresql_allows` (`id`)
) DEFAULT CHARACTER SET = utf8mb4;

-- create table `a_long_name_of_a_table_that_nearly_fills_what_postgresql_takes`: 1 column
CREATE TABLE `a_long_name_of_a_table_that_nearly_fills_what_postgresql_takes` (
    `id` bigint NOT NULL,
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET = utf8mb4;
