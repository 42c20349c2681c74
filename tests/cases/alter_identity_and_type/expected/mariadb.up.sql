-- alter column `post.id`: i64 -> decimal(20,0), no auto increment
ALTER TABLE `post` MODIFY COLUMN `id` decimal(20,0) NOT NULL;
