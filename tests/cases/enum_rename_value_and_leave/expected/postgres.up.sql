-- rename value `off` of enum `state` to `out`
ALTER TYPE "state" RENAME VALUE 'off' TO 'out';

-- alter column `post.mood`: enum(state) -> text
ALTER TABLE "post" ALTER COLUMN "mood" TYPE text;
