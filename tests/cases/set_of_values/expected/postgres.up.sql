-- alter enum `right`: read, write, share -> read, share, own, rows with write get share
ALTER TYPE "right" RENAME TO "_schema_old_right";

-- alter enum `right`: read, write, share -> read, share, own, rows with write get share
CREATE TYPE "right" AS ENUM ('read', 'share', 'own');

-- add column `member.lost`: set(right), null
ALTER TABLE "member" ADD COLUMN "lost" "right"[];

-- alter enum `right`: read, write, share -> read, share, own, rows with write get share
ALTER TABLE "member" ALTER COLUMN "rights" TYPE "right"[] USING array_replace("rights"::text[], 'write', 'share')::"right"[];

-- alter enum `right`: read, write, share -> read, share, own, rows with write get share
DROP TYPE "_schema_old_right";
