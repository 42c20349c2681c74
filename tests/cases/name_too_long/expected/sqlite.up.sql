-- create table `sample`: 1 column
CREATE TABLE "sample" (
    "this_is_a_column_with_a_name_that_is_longer_than_any_server_would_take" INTEGER NOT NULL,
    PRIMARY KEY ("this_is_a_column_with_a_name_that_is_longer_than_any_server_would_take")
);
