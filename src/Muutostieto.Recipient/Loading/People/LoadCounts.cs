namespace Muutostieto.Recipient.Loading.People;

/// <summary>What was counted while a delivery was applied.</summary>
/// <param name="Records">Lines of records, continuation lines included.</param>
/// <param name="UnknownLeavers">Leaving lines of persons who are not known, or under a code that is another person's former one: nothing to
/// do.</param>
/// <param name="UnknownGroups">Groups that the layouts do not know, passed over.</param>
/// <param name="NotResidents">Persons who are no longer residents according to a repair.</param>
public readonly record struct LoadCounts(long Records, long UnknownLeavers, long UnknownGroups, long NotResidents = 0)
{
    /// <summary>Persons who were deleted because the recipient has taken them off its list.</summary>
    public long TakenOff { get; init; }

    /// <summary>
    /// Removals from the list that the delivery covers, and of which the list as it was sent or its result is missing: those persons are
    /// still there.
    /// </summary>
    public long UnknownRemovals { get; init; }
}
