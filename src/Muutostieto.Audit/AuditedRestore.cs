using Muutostieto.Records.Manifests;

namespace Muutostieto.Audit;

/// <summary>An operator's decision to go on with a ledger of an earlier time.</summary>
/// <param name="User">The operating system's user that the program ran as.</param>
/// <param name="Login">Who had become that user through <c>sudo</c>, as sudo says; else null.</param>
/// <param name="Reason">In the operator's words.</param>
/// <param name="Database">The database that was accepted: server, timeline, database, table. Null for a ledger in a file.</param>
/// <param name="Lost">The numbers that are not used again.</param>
public sealed record AuditedRestore(string User, string? Login, string Reason, string? Database, IReadOnlyList<AuditedLoss> Lost)
{
    /// <summary>
    /// What anchors of this machine had of a chain that was lost with the ledger; null when all agree. The chain adds it.
    /// </summary>
    public IReadOnlyList<AuditHead>? Anchors { get; init; }

    /// <summary>It as the chain may have it: without control characters and identity codes, cut to what is kept.</summary>
    internal AuditedRestore ForChain() => this with
    {
        User = AuditedInterfaceAnswer.ForChain(User) ?? "?",
        Login = AuditedInterfaceAnswer.ForChain(Login),
        Reason = AuditedInterfaceAnswer.ForChain(Reason) ?? "?",
    };

    /// <summary>Whether a delivery is among those that were lost.</summary>
    internal bool Covers(DeliveryKey key) =>
        Lost.Any(lost => (lost.Permit, lost.Kind) == (key.Permit, key.Kind) && lost.Number >= key.Number);

    /// <summary>Whether it is the same decision.</summary>
    internal bool IsOf(AuditedRestore other) =>
        (User, Login, Reason, Database) == (other.User, other.Login, other.Reason, other.Database)
        && Lost.SequenceEqual(other.Lost)
        && (Anchors ?? []).SequenceEqual(other.Anchors ?? []);
}
