-- How key accounts are chosen: criteria, what people judge, and how much each criterion counts.

-- Criteria. Four are always there; others come and go.
CREATE TABLE criterion (
  id {ID},                           -- made by the program, ordered by time
  code {KEY} NOT NULL,               -- its word in analyses: volume, profitability ...
  name_en TEXT NOT NULL,             -- as people read it, in English
  name_sr TEXT NOT NULL,             -- the same in Serbian, Latin letters
  definition TEXT,                   -- what it means, Markdown
  measure TEXT NOT NULL,             -- volume, profit, growth ... of the invoices; judgement: people say it
  axis TEXT NOT NULL,                -- attractiveness of the account, or strength of our position there
  direction TEXT NOT NULL,           -- more, less: which is better
  unit TEXT,                         -- of the figure: RSD, %, points
  value_function TEXT NOT NULL,      -- linear, diminishing, threshold
  low_micro BIGINT,                  -- the figure whose value is 0; NULL: the worst of all candidates
  high_micro BIGINT,                 -- the figure whose value is 1; NULL: the best of all candidates
  missing_rule TEXT NOT NULL,        -- neutral, worst, mean, leave_out: the value where the figure is not known
  weight_micro BIGINT NOT NULL,      -- how much it counts beside the others, millionths
  weight_low_micro BIGINT,           -- the least that it may count; NULL: free
  weight_high_micro BIGINT,          -- the most; NULL: free
  position BIGINT NOT NULL,          -- its place in lists, 1 is the first
  is_active SMALLINT NOT NULL,       -- 1: it counts
  is_core SMALLINT,-- 1: always there, it cannot be deleted; NULL: it can
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE UNIQUE INDEX criterion_by_code ON criterion (code) WHERE deleted_at IS NULL;

INSERT INTO criterion (id, code, name_en, name_sr, measure, axis, direction, unit, value_function, missing_rule,
  low_micro, high_micro, weight_micro, position, is_active, is_core, created_at, updated_at)
VALUES
  (1, 'volume', 'Volume', 'Obim kupovine', 'volume', 'attractiveness', 'more', NULL, 'diminishing',
   'worst', NULL, NULL, 30000000, 1, 1, 1, 0, 0),
  (2, 'profitability', 'Profitability', 'Profitabilnost', 'profit', 'attractiveness', 'more', NULL, 'diminishing',
   'mean', NULL, NULL, 25000000, 2, 1, 1, 0, 0),
  (3, 'price_sensitivity', 'Price sensitivity', 'Cenovna osetljivost', 'price_sensitivity', 'attractiveness', 'less', NULL, 'linear',
   'mean', NULL, NULL, 10000000, 3, 1, 1, 0, 0),
  (4, 'partnership', 'Wish for partnership', 'Želja za partnerstvom', 'judgement', 'position', 'more', 'points', 'linear',
   'neutral', NULL, NULL, 15000000, 4, 1, 1, 0, 0),
  (5, 'growth', 'Growth', 'Rast', 'growth', 'attractiveness', 'more', NULL, 'linear',
   'neutral', -500000, 500000, 10000000, 5, 1, NULL, 0, 0),
  (6, 'predictability', 'Predictability', 'Predvidivost', 'predictability', 'position', 'more', NULL, 'linear',
   'mean', NULL, NULL, 5000000, 6, 1, NULL, 0, 0),
  (7, 'breadth', 'Breadth of assortment', 'Širina asortimana', 'breadth', 'position', 'more', NULL, 'diminishing',
   'worst', NULL, NULL, 5000000, 7, 1, NULL, 0, 0);

-- The described scale of a criterion that people judge.
CREATE TABLE criterion_level (
  id {ID},                           -- made by the program, ordered by time
  criterion_id BIGINT NOT NULL,      -- of which criterion
  points BIGINT NOT NULL,            -- 0 to 10
  description_en TEXT NOT NULL,      -- what an account is like that gets them, in English
  description_sr TEXT NOT NULL,      -- the same in Serbian, Latin letters
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX criterion_level_by_criterion ON criterion_level (criterion_id, points);

INSERT INTO criterion_level (id, criterion_id, points, description_en, description_sr, created_at, updated_at)
VALUES
  (1, 4, 0, 'Buys by price alone; asks for offers every time', 'Kupuje samo po ceni; svaki put traži ponude', 0, 0),
  (2, 4, 3, 'Has a contract for a year, tells nothing of its plans', 'Ima ugovor za godinu dana, o planovima ne govori', 0, 0),
  (3, 4, 5, 'Tells what it will need, settles complaints in talks', 'Kaže šta će mu trebati, reklamacije rešava razgovorom', 0, 0),
  (4, 4, 8, 'Contract for years, a joint project under way', 'Višegodišnji ugovor, zajednički projekat u toku', 0, 0),
  (5, 4, 10, 'Plans with us, shares costs and gains, names us to others',
    'Planira sa nama, deli troškove i dobit, preporučuje nas', 0, 0);

-- What people think of an account by one criterion. The last of each person counts.
CREATE TABLE judgement (
  id {ID},                           -- made by the program, ordered by time
  account_id BIGINT NOT NULL,        -- of whom
  criterion_id BIGINT NOT NULL,      -- by which criterion
  user_id BIGINT NOT NULL,           -- who judges
  points_micro BIGINT NOT NULL,      -- 0 to 10 on the scale of the criterion, millionths
  judged_on INTEGER NOT NULL,        -- when
  reason TEXT,                       -- why, Markdown
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX judgement_by_account ON judgement (account_id, criterion_id, user_id, judged_on);
CREATE INDEX judgement_by_criterion ON judgement (criterion_id, account_id);
CREATE INDEX judgement_by_user ON judgement (user_id);

-- How much each criterion counts to somebody.
CREATE TABLE weighting (
  id {ID},                           -- made by the program, ordered by time
  name TEXT NOT NULL,                -- as people call it
  user_id BIGINT NOT NULL,           -- whose
  method TEXT NOT NULL,              -- points, rank_order, pairwise
  is_counted SMALLINT NOT NULL,      -- 1: it takes part in the weights of the group
  note TEXT,                         -- Markdown
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX weighting_by_user ON weighting (user_id);

-- One figure of a weighting.
CREATE TABLE weighting_item (
  id {ID},                           -- made by the program, ordered by time
  weighting_id BIGINT NOT NULL,      -- of which weighting
  criterion_id BIGINT NOT NULL,      -- which criterion
  other_id BIGINT,                   -- of pairs: the criterion that it is compared with; NULL otherwise
  value_micro BIGINT NOT NULL,       -- points; place in the order; or how many times more it counts than the other, 1/9 to 9; millionths
  version INTEGER NOT NULL DEFAULT 1,-- rises with each change
  created_at BIGINT NOT NULL,        -- when it was made
  created_by BIGINT NOT NULL DEFAULT 0, -- the user; 0: the program itself
  updated_at BIGINT NOT NULL,        -- the last change
  updated_by BIGINT NOT NULL DEFAULT 0, -- who made it
  deleted_at BIGINT                  -- NULL while it lives
);
CREATE INDEX weighting_item_by_weighting ON weighting_item (weighting_id, criterion_id);
CREATE INDEX weighting_item_by_other ON weighting_item (other_id) WHERE other_id IS NOT NULL;
CREATE INDEX weighting_item_by_criterion ON weighting_item (criterion_id);
