using Muutostieto.Records;

namespace Muutostieto.Register;

/// <summary>The steps by which failures of the register are put right.</summary>
public abstract record RegisterRemedy : Remedy
{
    private RegisterRemedy()
    {
    }

    /// <summary>Fill a new register by importing files.</summary>
    public sealed record Import : RegisterRemedy;

    /// <summary>Make a register, of imported files or of persons who do not exist.</summary>
    public sealed record Make : RegisterRemedy;

    /// <summary>The same, where the settings and not the data folder say where it is.</summary>
    public sealed record MakeInDatabase : RegisterRemedy;

    /// <summary>Convert a register of an older program by writing to it.</summary>
    public sealed record Convert : RegisterRemedy;

    /// <summary>Work with another data folder.</summary>
    public sealed record OtherDataFolder : RegisterRemedy;
}
