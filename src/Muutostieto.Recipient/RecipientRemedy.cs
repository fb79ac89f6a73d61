using Muutostieto.Records;

namespace Muutostieto.Recipient;

/// <summary>The steps by which failures of checking, converting and loading are put right.</summary>
public abstract record RecipientRemedy : Remedy
{
    private RecipientRemedy()
    {
    }

    /// <summary>Load a delivery from before signatures without the sender's keys. Its words are in brackets and end the message.</summary>
    public sealed record UnsignedDelivery : RecipientRemedy;

    /// <summary>Load into another database than one of another permit.</summary>
    public sealed record OtherDatabase : RecipientRemedy;

    /// <summary>Load into a file of this program.</summary>
    public sealed record OtherDatabaseFile : RecipientRemedy;

    /// <summary>Choose one permit of a folder that has deliveries of several.</summary>
    public sealed record ChoosePermit : RecipientRemedy;

    /// <summary>Load a base although it leaves far fewer residents.</summary>
    public sealed record AcceptBase : RecipientRemedy;

    /// <summary>Say that a database is as of a key by data of the interface, or have a base.</summary>
    public sealed record SayKey(long Key) : RecipientRemedy;

    /// <summary>Use the record layouts that a database was made with.</summary>
    public sealed record LayoutsOfDatabase : RecipientRemedy;

    /// <summary>Load a form that was delivered.</summary>
    public sealed record OtherForm : RecipientRemedy;

    /// <summary>Go on with the form that a database was begun with.</summary>
    /// <param name="HasAllGroups">Whether that form has all groups, or genuine ones only.</param>
    public sealed record FormOfDatabase(bool HasAllGroups) : RecipientRemedy;

    /// <summary>Write another file than the input.</summary>
    public sealed record OtherOutput : RecipientRemedy;

    /// <summary>Write where there is room.</summary>
    public sealed record RoomForOutput : RecipientRemedy;

    /// <summary>Write into a folder that exists.</summary>
    public sealed record OutputFolder : RecipientRemedy;

    /// <summary>Write into a folder where that is permitted.</summary>
    public sealed record WritableOutput : RecipientRemedy;

    /// <summary>Write a new file, or replace the one that is there.</summary>
    public sealed record ReplaceOutput : RecipientRemedy;

    /// <summary>Ask the sender to repair municipalities.</summary>
    public sealed record AskForRepair(string Permit, IReadOnlyList<string> Municipalities) : RecipientRemedy;
}
