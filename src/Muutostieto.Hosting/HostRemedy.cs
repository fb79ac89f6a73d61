using Muutostieto.Records;

namespace Muutostieto.Hosting;

/// <summary>The steps by which failures of an installation and its runs are put right.</summary>
public abstract record HostRemedy : Remedy
{
    private HostRemedy()
    {
    }

    /// <summary>Confirm a clock that is right.</summary>
    public sealed record ConfirmClock : HostRemedy;

    /// <summary>Import once more, and confirm a clock that is right.</summary>
    public sealed record ConfirmClockOfImport : HostRemedy;

    /// <summary>Let the time be the present.</summary>
    public sealed record LeaveTimeOut : HostRemedy;

    /// <summary>Fill the register of another data folder by importing files.</summary>
    public sealed record ImportElsewhere : HostRemedy;

    /// <summary>Import a file that failed once more, also under another name.</summary>
    public sealed record ImportAgain : HostRemedy;

    /// <summary>Look which deliveries have to be withdrawn, and in which order.</summary>
    public sealed record ListWithdrawals : HostRemedy;

    /// <summary>Look how the service is now.</summary>
    public sealed record ReadStatus : HostRemedy;

    /// <summary>Name the folder that has the configuration.</summary>
    public sealed record NameConfiguration : HostRemedy;

    /// <summary>Create a file of the configuration, or name the folder that has it.</summary>
    public sealed record CreateConfigurationFile : HostRemedy;

    /// <summary>Make a password of a connection, and its hash.</summary>
    public sealed record MakePassword : HostRemedy;

    /// <summary>Look which orders there are.</summary>
    public sealed record ListOrders : HostRemedy;

    /// <summary>Read what recipients answered.</summary>
    public sealed record ReadAnswers : HostRemedy;
}
