-- alter column `task.state`: enum(status) -> enum(state): nothing to do on mariadb

-- create enum `state`: open, done: nothing to do on mariadb

-- drop enum `status`: nothing to do on mariadb
