using Muutostieto.Records;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>
/// One worker's right to do some work: to plan, compose and publish the deliveries of a permit, or what happens once for all permits.
/// Others leave it alone.
/// </summary>
/// <param name="Work">A permit's id, or one of the names below, which no permit can have.</param>
/// <param name="Token">Higher than that of every earlier claim: what was written under a later one is not written under this.</param>
internal sealed record WorkClaim(string Work, long Token)
{
    /// <summary>What belongs to the night: receipts, reviews, retention, audit.</summary>
    internal const string Night = "*night";

    /// <summary>What happens in the register by date, and its feed.</summary>
    internal const string Register = "*register";

    /// <summary>Whether it is of a permit.</summary>
    internal bool IsOfPermit => Work[0] != '*';

    /// <summary>Whether it lets a permit's deliveries be written.</summary>
    internal bool Allows(string permit) => !IsOfPermit || Work == permit;

    /// <summary>What is said to a worker that was taken for dead.</summary>
    /// <param name="place">The database.</param>
    internal MuutostietoException Lost(string place) => new(
        FailureKind.Transient,
        $"{place}: another worker has taken over {Noun}, as this one did not prolong its claim in time. Nothing was recorded; the other "
            + "one goes on with what was begun.",
        new ClaimLostException());

    private string Noun => Work switch
    {
        Night => "the night's work",
        Register => "the register's work",
        _ => $"permit {Work}",
    };
}
