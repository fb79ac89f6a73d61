namespace Muutostieto.Interface.Feed;

/// <summary>What a comparison with the source found.</summary>
/// <param name="Checked">How many persons were compared.</param>
/// <param name="Different">How many of them the source describes otherwise than the register.</param>
/// <param name="NotShown">How many of them the source does not show, and the register has in the scope.</param>
/// <param name="OrdersKept">How many have a stated order here of which the source says nothing; it is kept.</param>
/// <param name="Repaired">Whether the differences have been entered.</param>
public sealed record FeedVerification(long Checked, long Different, long NotShown, long OrdersKept, bool Repaired);
