-- alter enum `right`: read, share, own -> read, write, share
-- hazard[remove-enum-value]: fails if a row still contains `own` of enum `right`
ALTER TYPE "right" RENAME TO "_schema_old_right";

-- alter enum `right`: read, share, own -> read, write, share
CREATE TYPE "right" AS ENUM ('read', 'write', 'share');

-- alter enum `right`: read, share, own -> read, write, share
-- hazard[remove-enum-value]: fails if a row still contains `own` of enum `right`
ALTER TABLE "member" ALTER COLUMN "rights" TYPE "right"[] USING "rights"::text[]::"right"[];

-- drop column `member.lost`
-- hazard[drop-column]: deletes all values of `member.lost`
ALTER TABLE "member" DROP COLUMN "lost";

-- alter enum `right`: read, share, own -> read, write, share
DROP TYPE "_schema_old_right";
