-- alter column `post.mood`: text -> enum(state)
-- hazard[narrow-type]: fails or truncates values of `post.mood` that do not fit the new type
ALTER TABLE "post" ALTER COLUMN "mood" TYPE "state" USING "mood"::"state";

-- rename value `out` of enum `state` to `off`
ALTER TYPE "state" RENAME VALUE 'out' TO 'off';
