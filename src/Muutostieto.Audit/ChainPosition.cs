namespace Muutostieto.Audit;

/// <summary>Where a line begins, for the storage that it was read from.</summary>
/// <param name="Segment">In files the number of the segment's first entry; in a database 1.</param>
/// <param name="Offset">In files the byte of the segment; in a database the row's number.</param>
internal readonly record struct ChainPosition(long Segment, long Offset);
