-- alter column `users.name`: comment: nothing to do on sqlite

-- alter table `users`: comment: nothing to do on sqlite
