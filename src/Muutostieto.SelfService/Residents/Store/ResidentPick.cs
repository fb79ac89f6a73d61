using Muutostieto.SelfService.Residents.Searches;

namespace Muutostieto.SelfService.Residents.Store;

/// <summary>A search of a user, its count, and the list that was made of it.</summary>
public sealed record ResidentPick
{
    /// <summary>Also the id of its order, in ledger and audit: <c>itse-20261129-</c> and 12 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the user whose it is.</summary>
    public required string User { get; init; }

    /// <summary>The recipient that the user acted for.</summary>
    public required string Recipient { get; init; }

    /// <summary>The permit's id.</summary>
    public required string Permit { get; init; }

    /// <summary>The id of the permit's task.</summary>
    public required string Task { get; init; }

    /// <summary>The number of the user's own case; null: none.</summary>
    public string? Reference { get; init; }

    public required ResidentSearch Search { get; init; }

    /// <summary>The order as one line of JSON, as the ledger gets it.</summary>
    public required string Order { get; init; }

    public required PickState State { get; init; }

    /// <summary>Whether who fits may be listed, and not only counted.</summary>
    public required bool MayList { get; init; }

    /// <summary>How many fit; of those who may not be listed, a multiple of five, and up to four more. Null before it was counted, and when
    /// <see cref="IsBelowFive"/>.</summary>
    public long? Persons { get; init; }

    /// <summary>Whether fewer than five fit who may not be listed: how many is not said, and not kept.</summary>
    public bool IsBelowFive { get; init; }

    /// <summary>What the list costs, in euros; null before it was counted, below five, and where no price is in force.</summary>
    public decimal? Price { get; init; }

    /// <summary>The number of the list's delivery in the ledger; null before it is made.</summary>
    public int? Number { get; init; }

    /// <summary>Null unless it failed.</summary>
    public PickFault? Fault { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>When the list was asked for; null when it was not.</summary>
    public DateTimeOffset? Asked { get; init; }

    /// <summary>When the list was made; null when it was not.</summary>
    public DateTimeOffset? Made { get; init; }

    /// <summary>How often it has been seen or downloaded.</summary>
    public int Downloads { get; init; }

    /// <summary>
    /// By which the worker that claimed it is known: what it records counts only while no other one has claimed it. Empty: none did.
    /// </summary>
    internal string Claim { get; init; } = "";

    /// <summary>Whether the list can be asked for now.</summary>
    public bool CanBeListed => State == PickState.Counted && MayList && Persons > 0;

    /// <summary>Whether something is still being done with it.</summary>
    public bool IsWaiting => State is PickState.Counting or PickState.Queued or PickState.Making;
}
