-- Takes back: entries can be hidden

-- drop column `entries.hidden`
-- hazard: loses the values of `entries.hidden`
ALTER TABLE "entries" DROP COLUMN "hidden";
