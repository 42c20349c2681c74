-- alter column `task.state`: enum(status) -> enum(state): nothing to do on mysql

-- create enum `state`: open, done: nothing to do on mysql

-- drop enum `status`: nothing to do on mysql
