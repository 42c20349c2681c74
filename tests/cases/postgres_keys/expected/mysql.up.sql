-- add unique `uq_b` on `b`: a, id
-- hazard[constraint-on-rows]: fails where rows of `b` break `uq_b`
ALTER TABLE `b` ADD CONSTRAINT `uq_b` UNIQUE (`a`, `id`);

-- add foreign key `fk_b` on `b`: a -> a.id
-- hazard[constraint-on-rows]: fails where rows of `b` break `fk_b`
ALTER TABLE `b` ADD CONSTRAINT `fk_b` FOREIGN KEY (`a`) REFERENCES `a` (`id`);
