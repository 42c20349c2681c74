-- drop table `a_long_name_of_a_table_that_nearly_fills_what_postgresql_takes`
-- hazard[drop-table]: deletes all rows of `a_long_name_of_a_table_that_nearly_fills_what_postgresql_takes`
DROP TABLE `a_long_name_of_a_table_that_nearly_fills_what_postgresql_takes`;

-- drop table `a_long_name_of_a_table_that_nearly_fills_what_postgresql_allows`
-- hazard[drop-table]: deletes all rows of `a_long_name_of_a_table_that_nearly_fills_what_postgresql_allows`
DROP TABLE `a_long_name_of_a_table_that_nearly_fills_what_postgresql_allows`;
