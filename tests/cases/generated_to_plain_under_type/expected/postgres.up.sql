-- alter column `post.twice`: generated stored as views * 2 -> none
ALTER TABLE "post" ALTER COLUMN "twice" DROP EXPRESSION;

-- alter column `post.views`: i32 -> i64
ALTER TABLE "post" ALTER COLUMN "views" TYPE bigint;
