namespace Muutostieto.Register;

/// <summary>
/// Is shown the residents of a scan, one after another, on the thread that scans. An exception ends the scan and reaches its caller.
/// </summary>
public delegate void PersonVisitor(in ResidentRow row);
