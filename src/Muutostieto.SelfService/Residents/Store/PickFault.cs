namespace Muutostieto.SelfService.Residents.Store;

/// <summary>Why a pick failed, as far as its user needs to know. The log has the rest.</summary>
public enum PickFault
{
    /// <summary>No one fits any more.</summary>
    NoOne,

    /// <summary>More fit than a form has room for.</summary>
    NoRoom,

    /// <summary>The permit is not what it was, or has ended.</summary>
    PermitChanged,

    /// <summary>The service could not do it; its operators see why.</summary>
    Service,
}
