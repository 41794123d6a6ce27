// Everything that opens over the desk; loaded once the desk itself has been drawn.

import { ClaimMakerDialog } from '../claims/claim-maker.tsx';
import { ClaimRulesDialog } from '../claims/claim-rules-dialog.tsx';
import { ClaimSettleDialog } from '../claims/claim-settle-dialog.tsx';
import { DealDesk } from '../deals/deal-desk.tsx';
import { EmergencyDialog } from '../emergency/emergency-dialog.tsx';
import { EmergencyOpenDialog } from '../emergency/emergency-open-dialog.tsx';
import { KeysDialog } from '../keys/keys-dialog.tsx';
import { Palette } from '../palette/palette.tsx';
import { PromiseDialog } from '../promises/promise-dialog.tsx';
import { RejectsDialog } from '../rejects/rejects-dialog.tsx';
import { SummaryScreen } from '../review/summary-screen.tsx';
import { CueInsertDialog } from '../run-sheet/cue-insert-dialog.tsx';
import { ShowNewDialog } from '../shows/show-new-dialog.tsx';
import { ShowsDialog } from '../shows/shows-dialog.tsx';
import { SourceDialog } from '../sources/source-dialog.tsx';
import { ViewerCard } from '../viewers/viewer-card.tsx';
import { Workspace } from '../workspace/workspace.tsx';

export const DeskDialogs = () => (
  <>
    <KeysDialog />
    <Palette />
    <ShowsDialog />
    <ShowNewDialog />
    <SummaryScreen />
    <RejectsDialog />
    <SourceDialog />
    <ViewerCard />
    <CueInsertDialog />
    <PromiseDialog />
    <EmergencyDialog />
    <EmergencyOpenDialog />
    <DealDesk />
    <ClaimRulesDialog />
    <ClaimMakerDialog />
    <ClaimSettleDialog />
    <Workspace />
  </>
);
