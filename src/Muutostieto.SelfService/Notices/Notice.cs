namespace Muutostieto.SelfService.Notices;

/// <summary>A technical notice.</summary>
/// <param name="Number">In the store.</param>
/// <param name="Content">What it says, and when it is shown.</param>
/// <param name="Version">Grows with each change.</param>
/// <param name="Changed">When it was last changed.</param>
/// <param name="ChangedBy">By which operator, as pages show it.</param>
public sealed record Notice(long Number, NoticeContent Content, int Version, DateTimeOffset Changed, string ChangedBy);
