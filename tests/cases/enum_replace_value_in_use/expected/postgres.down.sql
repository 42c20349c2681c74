-- temporarily drop check constraint `ck_mood` on `a` while a column under it changes
ALTER TABLE "a" DROP CONSTRAINT "ck_mood";

-- temporarily drop index `ix_sad` on `a` while a column under it changes
DROP INDEX "ix_sad";

-- alter enum `mood`: happy, sad -> sad, bored, happy
ALTER TYPE "mood" RENAME TO "_schema_old_mood";

-- alter enum `mood`: happy, sad -> sad, bored, happy
CREATE TYPE "mood" AS ENUM ('sad', 'bored', 'happy');

-- alter enum `mood`: happy, sad -> sad, bored, happy
ALTER TABLE "a"
    ALTER COLUMN "mood" DROP DEFAULT,
    ALTER COLUMN "mood" TYPE "mood" USING "mood"::text::"mood",
    ALTER COLUMN "mood" SET DEFAULT 'sad';

-- alter enum `mood`: happy, sad -> sad, bored, happy
ALTER TABLE "b" ALTER COLUMN "mood" TYPE "mood" USING "mood"::text::"mood";

-- alter enum `mood`: happy, sad -> sad, bored, happy
DROP TYPE "_schema_old_mood";

-- create check constraint `ck_mood` on `a` again
ALTER TABLE "a" ADD CONSTRAINT "ck_mood" CHECK (mood <> 'happy' or id > 0);

-- create index `ix_sad` on `a` again
CREATE INDEX "ix_sad" ON "a" ("id") WHERE mood = 'sad';
