using Muutostieto.Register.Import;

namespace Muutostieto.Interface.Feed;

/// <summary>A page of changes, read.</summary>
/// <param name="Key">The key to ask on from.</param>
/// <param name="IsUpToDate">Whether there is nothing more for now.</param>
/// <param name="Records">Its changes, in their order.</param>
internal sealed record ChangePage(long Key, bool IsUpToDate, IReadOnlyList<FeedRecord> Records);
