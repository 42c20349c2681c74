-- alter column `task.state`: enum(state) -> enum(status): nothing to do on mariadb

-- create enum `status`: open, done: nothing to do on mariadb

-- drop enum `state`: nothing to do on mariadb
