"""The grammar of a sentence (LALR, in the notation of lark).

`make tables` turns it into the states that `automaton` walks, a method of `to_tree` for each rule.
The words come from `function_words`; what a line says that is no sentence (rosters, counts, names,
the record) is read by `declarations`, `names_lines` and `record_lines`.
Source: spec/language/grammar.md.
"""

GRAMMAR = r"""
clause: REF CITATION? change? sentence closing*
      | REF CITATION? ENDS DOT closing*           -> ended
change: (IS_REPLACED | IS_ADDED) COLON
sentence: lead* subject modal part* DOT
        | lead* IT_IS_EXPECTED_THAT part* DOT     -> expected
lead: (proviso | return_for | term | same_time | each_round | in_place) COMMA
subject: name ((AND | COMMA) name)*
holders: name (AND name)*
name: PARTY | ROLE | STRING | WORD+
!modal: SHALL | SHALL_NOT | MAY | EXPECT

?part: word | mark | due | window | proviso | return_for | reference | same_time | each_round
     | in_place
word: WORD | WEEKDAY | STRING | NUMBER | DURATION | PARTY | ROLE | THING | CATEGORY | PHASE | REF
!mark: COMMA | COLON | SEMICOLON | AND | OR | AT_LEAST | AT_MOST | MORE | THE_REST
     | A_SURPLUS_COUNTS_FOR_THE_NEXT | SO_THAT_THERE_ARE
     | PER_CENT | PER_CENT_OF | PER_CENT_OF_THE_REMAINING
     | ALL_REMAINING | ALL | HALF_OF_THE_REMAINING | OF_WHICH | FOR_EACH | FOR_THE
     | TO_BE_NEGOTIATED | ON_AVERAGE
     | BEFORE | WHICHEVER_IS_EARLIER | WHICHEVER_IS_LATER | ARE | IS | GO_ON | BEGINS | OF
     | EACH_ACT
?reference: TO (PARTY | ROLE | WORD)              -> receiver
          | UNDER REF                             -> under
          | BEFORE_EACH_ACT_OF REF                -> before_each_act
          | LPAR class_name (COMMA class_name)* RPAR  -> classes
class_name: (WORD | CATEGORY | THING | OR | NUMBER | DATE)+

?term: BY moment                                  -> by
     | ON when                                    -> on
     | AT hour                                    -> at_hour
     | WITHIN DURATION                            -> within
     | WITHIN DURATION OF event                   -> within
     | WITHIN DURATION OF when                    -> within
     | WITHIN DURATION OF_EACH_ACT                -> within_each_act
?due: term
    | STARTING due                                -> starting
    | FINISHING due                               -> finishing
?window: FROM moment                              -> from_
       | UNTIL moment                             -> until
       | THROUGHOUT                               -> throughout
       | THROUGHOUT PHASE                         -> throughout
       | THROUGHOUT_THE_AGREEMENT                 -> throughout_agreement
       | (EACH_DAY | EACH_WEEK | EACH_MONTH) [OF PHASE] -> each
       | EVERY DURATION [OF PHASE]                -> every
       | EVERY WEEKDAY [OF PHASE]                 -> every_weekday
?moment: when | hour
hour: TIME ON when
when: DAYN [OF PHASE]                             -> at_day
    | DATE                                        -> at_date
    | THE_END_OF WEEKN [OF PHASE]                 -> at_week
    | WEEKN [OF PHASE]                            -> at_week
    | THE_END_OF PHASE                            -> at_end
    | THE_DAY_AFTER event                         -> day_after
    | THE_DAY_OF event                            -> day_of
event: EACH_ACT                                   -> each_act
     | REF [IS_MET | IS_USED]                     -> event_met
     | STRING [HAS_HAPPENED]                      -> event_occurred
     | (REF | STRING) IS_CONFIRMED_BY confirmer      -> confirmed
     | PHASE BEGINS                               -> begun

proviso: (ONCE | AFTER | ONLY_AFTER | IF | WHILE | UNLESS | UNTIL) condition
return_for: IN_RETURN_FOR REF
same_time: AT_THE_SAME_TIME_AS (REF | STRING)
         | AT_THE_SAME_TIME
in_place: IN_PLACE_OF confirmer
each_round: EACH_ROUND (ONCE | AFTER) round (IS_MET | IS_CONFIRMED_BY confirmer)
!round: THE_ROUND_BEFORE [OF REF] | THE_SAME_ROUND_OF REF
?condition: both (OR both)*                       -> any_of
?both: fact (AND fact)*                           -> all_of
?fact: REF (IS_MET | IS_USED)                     -> met
     | DURATION PASSED_SINCE event [WITHOUT event] -> passed
     | REF IS_NOT_MET                             -> not_met
     | REF (AND REF)+ ARE_MET                     -> all_met
     | [AT_LEAST] NUMBER counted* ARE WORD [UNDER REF] -> reached
     | when HAS_COME                              -> came
     | STRING HAS_HAPPENED                        -> occurred
     | (REF | STRING) IS_CONFIRMED_BY confirmer      -> confirmed
     | REF IS_OVERDUE                             -> overdue
     | PHASE BEGINS                               -> begun
     | talker (AND talker)* ARE_IN_TALKS          -> talking
counted: CATEGORY | THING | WORD | LPAR class_name (COMMA class_name)* RPAR -> classes
talker: PARTY | ROLE
confirmer: PARTY | ROLE | WORD | STRING

?closing: basis DOT | original DOT | note DOT | UNCONDITIONAL DOT -> unconditional
        | accepted DOT | picked DOT | listed DOT | only_in DOT
accepted: ACCEPTED_BY confirmer ((AND | COMMA) confirmer)*
picked: PICKED_BY confirmer
listed: LISTED_IN STRING
only_in: ONLY_IN STRING
basis: BASIS word_or_mark*
original: ORIGINAL WORD STRING
note: NOTE STRING
!word_or_mark: WORD | WEEKDAY | TIME | STRING | NUMBER | DATE | URL | PARTY | ROLE | THING
             | CATEGORY | DURATION
             | COMMA | SEMICOLON | AND | OR | MORE | EACH_DAY | EACH_WEEK | EACH_ACT | ALL | REF
             | THE_REST | ARE | IS | OF | PHASE | DAYN | LPAR | RPAR

after_block: AFTER_PHASE COLON? after_line+
after_line: (ONCE | AFTER | IF | WHILE | UNTIL) condition COLON outcome DOT
          | UNLESS condition [AT_LEAST DURATION BEFORE_IT_ENDS] COLON renewal DOT -> unless_line
          | OTHERWISE COLON outcome DOT             -> otherwise
outcome: PHASE BEGINS                             -> phase_begins
       | REF ((AND | COMMA) REF)* GO_ON             -> go_on
       | ALL_OF PHASE GO_ON                       -> all_go_on
       | NOTHING_IS_SAID                          -> nothing_said
       | renewal
renewal: PHASE (RENEWS_FOR | RENEWS_ONCE_FOR) DURATION -> renews

reading: READING STRING (COMMA HELD_BY holders)? COMMA? OF read ((AND | COMMA) read)* COLON read_as
!read: REF | STRING
?read_as: DAYN IS when DOT?                       -> other_day
       | EACH_SIDE_SAYS DOT?                      -> each_side
       | UNTIL condition DOT?                     -> until_then
       | sentence

phase: PHASE (COMMA? DURATION)? (COMMA? span)* (COMMA? longer)? COLON?
longer: AND DURATION MORE FOR_EACH NUMBER counted* UNDER REF [BEYOND NUMBER] [ceiling]
ceiling: COMMA? AT_MOST DURATION IN_ALL
?span: FROM when                                  -> from_
     | UNTIL when                                 -> until
     | (ONCE | AFTER) condition                   -> begins

day: DAYN IS when DOT?
force: IN_FORCE (FROM when | (ONCE | AFTER) condition) DOT?
ends: THE_AGREEMENT_ENDS (ON when | (ONCE | AFTER) condition) DOT?
"""
STARTS = ("clause", "after_block", "reading", "phase", "day", "basis", "force", "ends")
