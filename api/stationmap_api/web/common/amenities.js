/* What a station has that works: a need is met by nothing else. */
app.amenities = {
  works: (facts, code) => facts.amenities.includes(code) && !facts.out_of_order.some((item) => item.amenity === code),

  working: (facts) => facts.amenities.filter((code) => app.amenities.works(facts, code)),
};
