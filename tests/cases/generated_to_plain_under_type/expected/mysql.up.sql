-- alter column `post.views`: i32 -> i64
-- alter column `post.twice`: generated stored as views * 2 -> none
ALTER TABLE `post`
    MODIFY COLUMN `views` bigint NOT NULL,
    MODIFY COLUMN `twice` bigint NULL;
