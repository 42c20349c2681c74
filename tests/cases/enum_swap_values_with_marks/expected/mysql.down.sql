-- alter enum `status`: {type}, {column} -> {column}, {type}, it's {column}, rows with {column} get {type}, rows with {type} get {column}
ALTER TABLE `post` MODIFY COLUMN `status` enum('{type}', '{column}', 'it\'s {column}') NOT NULL;

-- alter enum `status`: {type}, {column} -> {column}, {type}, it's {column}, rows with {column} get {type}, rows with {type} get {column}
UPDATE `post` SET `status` = CASE `status` WHEN '{column}' THEN '{type}' WHEN '{type}' THEN '{column}' ELSE `status` END WHERE `status` IS NOT NULL;

-- alter enum `status`: {type}, {column} -> {column}, {type}, it's {column}, rows with {column} get {type}, rows with {type} get {column}
ALTER TABLE `post` MODIFY COLUMN `status` enum('{column}', '{type}', 'it\'s {column}') NOT NULL;
