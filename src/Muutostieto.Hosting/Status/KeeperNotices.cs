namespace Muutostieto.Hosting.Status;

/// <summary>What the register's keeper should know, in counts and without persons, as the nightly job has noted it.</summary>
/// <param name="SharingDwelling">Living persons without an order who share a dwelling with a protected person: their delivered address
/// reveals the dwelling.</param>
/// <param name="UnknownRelations">Relations with a residence that name a person missing from the register: they are delivered as the source
/// gave them.</param>
public sealed record KeeperNotices(long SharingDwelling, long UnknownRelations);
