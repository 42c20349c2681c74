-- drop column `member.lost`
-- hazard[drop-column]: deletes all values of `member.lost`
ALTER TABLE "member" DROP COLUMN "lost";

-- alter enum `right`: read, share, own -> read, write, share: nothing to do on sqlite
