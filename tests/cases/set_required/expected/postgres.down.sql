-- add column `post.asked`: set(rights), not null
-- hazard[stand-in-value]: existing rows get "" in `post.asked`, for their own value is unknown
ALTER TABLE "post" ADD COLUMN "asked" "rights"[] NOT NULL DEFAULT '{}';

-- add column `post.asked`: set(rights), not null
ALTER TABLE "post" ALTER COLUMN "asked" DROP DEFAULT;

-- drop column `post.given`
-- hazard[drop-column]: loses the values of `post.given`
ALTER TABLE "post" DROP COLUMN "given";
